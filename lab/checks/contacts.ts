import { errorKind, refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { type Row, text } from '../json.ts';
import type { Xero } from '../xero.ts';
import { changeInvoice, customer, makeApproved, makeContact, marked, one, putInvoice } from './made.ts';

/** What becomes of contacts that are written. */
export const contactsWritten: Theme = {
  title: 'Writing contacts',
  needs: ['accounting.contacts', 'accounting.invoices'],
  checks: [
    {
      id: 'contact-put',
      about: 'PUT makes a contact',
      behaviours: [47],
      expected: '200 ACTIVE',
      writes: true,
      async run(xero) {
        const answer = await xero.send('PUT', 'Contacts', { Contacts: [{ Name: marked(xero, 'put') }] });
        return `${answer.status} ${text(one(answer), 'ContactStatus')}`;
      },
    },
    {
      id: 'contact-bare-object',
      about: 'One contact may be sent without an envelope',
      behaviours: [47],
      expected: 'ACTIVE',
      writes: true,
      run: async (xero) =>
        text(one(await xero.send('POST', 'Contacts', { Name: marked(xero, 'bare') })), 'ContactStatus'),
    },
    {
      id: 'contact-put-clash',
      about: 'PUT of a name that another active contact has',
      behaviours: [63],
      expected:
        '400: The contact name <name> is already assigned to another contact. The contact name must be unique across all active contacts.',
      writes: true,
      async run(xero) {
        const Name = text(await makeContact(xero, 'twice'), 'Name');
        return refusalOf(await xero.send('PUT', 'Contacts', { Contacts: [{ Name }] })).replace(
          Name,
          '<name>',
        );
      },
    },
    {
      id: 'contact-post-clash',
      about: 'POST of such a name changes the contact that has it',
      behaviours: [63],
      expected: 'the same contact with the new address',
      writes: true,
      async run(xero) {
        const first = await makeContact(xero, 'upsert');
        const fields = { Name: text(first, 'Name'), EmailAddress: 'lab@example.com' };
        const second = one(await xero.send('POST', 'Contacts', { Contacts: [fields] }));
        const same = text(second, 'ContactID') === text(first, 'ContactID');
        return `${same ? 'the same' : 'another'} contact with ${text(second, 'EmailAddress') === 'lab@example.com' ? 'the new' : 'no'} address`;
      },
    },
    {
      id: 'contact-number-reserved',
      about: 'A ContactNumber stays taken after its contact was archived',
      behaviours: [63],
      expected: 'refused with 400',
      writes: true,
      async run(xero) {
        const ContactNumber = marked(xero, 'number');
        await archive(xero, await makeContact(xero, 'numbered', { ContactNumber }));
        const { status } = await xero.send('PUT', 'Contacts', {
          Contacts: [{ Name: marked(xero, 'renumbered'), ContactNumber }],
        });
        return status < 300 ? 'accepted' : `refused with ${status}`;
      },
    },
    {
      id: 'contact-name-free-again',
      about: 'A name is free again once its contact was archived',
      behaviours: [63],
      expected: 'accepted',
      writes: true,
      async run(xero) {
        const contact = await makeContact(xero, 'former');
        await archive(xero, contact);
        return refusalOf(await xero.send('PUT', 'Contacts', { Contacts: [{ Name: text(contact, 'Name') }] }));
      },
    },
    {
      id: 'contact-unarchive',
      about: 'An archived contact cannot be brought back',
      behaviours: [63],
      expected: 'stays ARCHIVED',
      writes: true,
      async run(xero) {
        const contact = await makeContact(xero, 'archived');
        await archive(xero, contact);
        const id = text(contact, 'ContactID');
        await xero.send('POST', `Contacts/${id}`, { ContactID: id, ContactStatus: 'ACTIVE' });
        return `stays ${text(one(await xero.get(`Contacts/${id}`)), 'ContactStatus')}`;
      },
    },
    {
      id: 'archived-contact-invoice',
      about: 'An invoice for an archived contact',
      behaviours: [62],
      expected:
        '400: The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
      writes: true,
      async run(xero) {
        const contact = await makeContact(xero, 'gone');
        await archive(xero, contact);
        return refusalOf(await putInvoice(xero, { Contact: { ContactID: text(contact, 'ContactID') } }));
      },
    },
    {
      id: 'contact-derived',
      about: 'A contact becomes a customer with its first approved sales invoice',
      expected: 'false, then true',
      writes: true,
      async run(xero) {
        const contact = await makeContact(xero, 'derived');
        const path = `Contacts/${text(contact, 'ContactID')}`;
        const before = text(one(await xero.get(path)), 'IsCustomer');
        await makeApproved(xero, { Contact: { ContactID: text(contact, 'ContactID') } });
        return `${before}, then ${text(one(await xero.get(path)), 'IsCustomer')}`;
      },
    },
    {
      id: 'balance-is-no-change',
      about: 'An invoice changes its contact’s balance but not its UpdatedDateUTC',
      behaviours: [46],
      expected: 'balance yes, UpdatedDateUTC no',
      writes: true,
      async run(xero) {
        const path = `Contacts/${await customer(xero)}`;
        // The first invoice makes it a customer; only the second leaves nothing but the balance to change.
        await makeApproved(xero);
        const before = one(await xero.get(path));
        await makeApproved(xero);
        const after = one(await xero.get(path));
        const same = (name: string) => text(before, name) === text(after, name);
        return `balance ${same('Balances.AccountsReceivable.Outstanding') ? 'no' : 'yes'}, UpdatedDateUTC ${same('UpdatedDateUTC') ? 'no' : 'yes'}`;
      },
    },
    {
      id: 'contact-in-invoice',
      about: 'Fields of a contact that are sent inside an invoice change the contact',
      expected: 'changed',
      writes: true,
      async run(xero) {
        const id = text(
          await makeContact(xero, 'inside', { EmailAddress: 'before@example.com' }),
          'ContactID',
        );
        one(await putInvoice(xero, { Contact: { ContactID: id, EmailAddress: 'after@example.com' } }));
        const email = text(one(await xero.get(`Contacts/${id}`)), 'EmailAddress');
        return email === 'after@example.com' ? 'changed' : 'not changed';
      },
    },
    {
      id: 'wrong-verb',
      about: 'A verb that the resource does not know',
      behaviours: [31],
      expected: '501 ErrorNumber 20 ApiMethodNotImplementedException',
      writes: true,
      run: async (xero) => errorKind(await xero.send('DELETE', `Contacts/${xero.written.nobody}`)),
    },
    {
      id: 'contact-name-length',
      about: 'A name of 256 letters, one too many',
      writes: true,
      async run(xero) {
        const Name = marked(xero, 'long').padEnd(256, 'x');
        return refusalOf(await xero.send('PUT', 'Contacts', { Contacts: [{ Name }] })).replace(
          Name,
          '<name>',
        );
      },
    },
    {
      id: 'contact-without-name',
      about: 'A new contact without a name',
      behaviours: [49],
      writes: true,
      run: async (xero) =>
        refusalOf(
          await xero.send('PUT', 'Contacts', { Contacts: [{ ContactNumber: marked(xero, 'nameless') }] }),
        ),
    },
    {
      id: 'void-updates-contact',
      about: 'Whether voiding an invoice touches its contact',
      behaviours: [46],
      writes: true,
      async run(xero) {
        const path = `Contacts/${await customer(xero)}`;
        const invoice = await makeApproved(xero);
        const before = text(one(await xero.get(path)), 'UpdatedDateUTC');
        await changeInvoice(xero, invoice, { Status: 'VOIDED' });
        return text(one(await xero.get(path)), 'UpdatedDateUTC') === before ? 'no' : 'yes';
      },
    },
  ],
};

async function archive(xero: Xero, contact: Row): Promise<void> {
  const ContactID = text(contact, 'ContactID');
  one(await xero.send('POST', 'Contacts', { Contacts: [{ ContactID, ContactStatus: 'ARCHIVED' }] }));
}
