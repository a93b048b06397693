import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoice } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

describe('Writing contacts', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  async function read(id: unknown): Promise<Record<string, unknown>> {
    const { Contacts } = await writer.json(`Contacts/${id}`);
    return (Contacts as Record<string, unknown>[])[0] ?? {};
  }

  it('63: a POST with a name in use edits that contact, where a PUT is refused', async () => {
    const { ContactID } = await writer.made('PUT', 'Contacts', { Contacts: [{ Name: 'Aroha' }] });
    expect(
      await writer.made('POST', 'Contacts', {
        Contacts: [{ Name: 'aroha', EmailAddress: 'a@demo.example' }],
      }),
    ).toMatchObject({ ContactID, EmailAddress: 'a@demo.example' });
    expect(await writer.refused('PUT', 'Contacts', { Name: 'Aroha' })).toEqual([
      'The contact name Aroha is already assigned to another contact. The contact name must be unique across all active contacts.',
    ]);
    const other = await writer.made('POST', 'Contacts', { Name: 'Other' });
    expect(await writer.refused('POST', `Contacts/${other.ContactID}`, { Name: 'Aroha' })).toHaveLength(1);
  });

  it('63: a ContactNumber stays reserved when its contact is archived, a name does not, and nobody comes back', async () => {
    const body = { Name: 'Leaving', ContactNumber: 'C-77' };
    const { ContactID } = await writer.made('PUT', 'Contacts', body);
    expect(await writer.made('POST', 'Contacts', { ContactNumber: 'C-77', FirstName: 'Mere' })).toMatchObject(
      {
        ContactID,
        FirstName: 'Mere',
      },
    );
    expect(await writer.made('POST', 'Contacts', { ContactID, ContactStatus: 'ARCHIVED' })).toMatchObject({
      ContactStatus: 'ARCHIVED',
    });
    expect(await writer.refused('PUT', 'Contacts', body)).toHaveLength(1);
    expect(await writer.refused('POST', 'Contacts', body)).toHaveLength(1);
    expect(await writer.refused('POST', 'Contacts', { ContactID, ContactStatus: 'ACTIVE' })).toHaveLength(1);
    const again = await writer.made('PUT', 'Contacts', { Name: 'Leaving' });
    expect(again.ContactID).not.toBe(ContactID);
  });

  it('63: a merge shows in paged reads and by id only', async () => {
    const from = await writer.made('PUT', 'Contacts', { Name: 'Twice A' });
    const into = await writer.made('PUT', 'Contacts', { Name: 'Twice B' });
    writer.sandbox.books('Books').mergeContacts(String(from.ContactID), String(into.ContactID));
    const merged = {
      ContactID: from.ContactID,
      ContactStatus: 'ARCHIVED',
      MergedToContactID: into.ContactID,
    };
    expect(await read(from.ContactID)).toMatchObject(merged);
    const path = `Contacts?includeArchived=true&IDs=${from.ContactID}`;
    expect((await writer.json(`${path}&page=1`)).Contacts).toMatchObject([merged]);
    expect((await writer.json(path)).Contacts).not.toMatchObject([merged]);
  });

  it('keeps all that a contact can hold; addresses and phones are edited by their type, persons as a whole', async () => {
    const made = await writer.made('PUT', 'Contacts', {
      Name: 'Full',
      AccountNumber: 'A-1',
      CompanyNumber: '123',
      TaxNumber: '456',
      DefaultCurrency: 'AUD',
      BankAccountDetails: '12-3456',
      ContactPersons: [{ FirstName: 'Ana', EmailAddress: 'ana@demo.example', IncludeInEmails: true }],
      Addresses: [{ AddressType: 'STREET', AddressLine1: '1 Queen St', City: 'Auckland' }],
      Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '555', PhoneCountryCode: '64' }],
      PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } },
    });
    expect(made).toMatchObject({
      AccountNumber: 'A-1',
      DefaultCurrency: 'AUD',
      ContactPersons: [{ FirstName: 'Ana', IncludeInEmails: true }],
      PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } },
    });
    const edited = await writer.made('POST', `Contacts/${made.ContactID}`, {
      Addresses: [{ AddressType: 'POBOX', AddressLine1: 'PO Box 1' }],
      ContactPersons: [{ FirstName: 'Ben' }],
    });
    expect(edited).toMatchObject({
      AccountNumber: 'A-1',
      Addresses: expect.arrayContaining([
        expect.objectContaining({ AddressType: 'STREET', City: 'Auckland' }),
        expect.objectContaining({ AddressType: 'POBOX', AddressLine1: 'PO Box 1' }),
      ]),
      ContactPersons: [{ FirstName: 'Ben' }],
    });
  });

  it('what is longer than Xero holds is refused', async () => {
    for (const [field, most] of [
      ['Name', 255],
      ['ContactNumber', 50],
      ['AccountNumber', 50],
    ] as const) {
      const contact = (length: number) => ({ Name: `Long ${field}`, [field]: 'x'.repeat(length) });
      expect(await writer.refused('PUT', 'Contacts', contact(most + 1))).toHaveLength(1);
      expect(await writer.made('PUT', 'Contacts', contact(most))).toMatchObject(contact(most));
    }
  });

  it('an invoice finds its contact by name or makes it, and edits it when it says more; persons not listed go', async () => {
    const { ContactID } = await writer.made('PUT', 'Contacts', {
      Name: 'Embedded',
      ContactPersons: [{ FirstName: 'Ana' }],
    });
    const first = await writer.made('PUT', 'Invoices', invoice({ Contact: { Name: 'embedded' } }));
    expect(first).toMatchObject({ Contact: { ContactID, ContactPersons: [{ FirstName: 'Ana' }] } });
    await writer.made('PUT', 'Invoices', invoice({ Contact: { ContactID } }));
    expect(await read(ContactID)).toMatchObject({ ContactPersons: [{ FirstName: 'Ana' }] });
    const more = { ContactID, EmailAddress: 'new@demo.example' };
    await writer.made('PUT', 'Invoices', invoice({ Contact: more }));
    expect(await read(ContactID)).toMatchObject({ EmailAddress: 'new@demo.example', ContactPersons: [] });
    const made = await writer.made(
      'PUT',
      'Invoices',
      invoice({ Contact: { Name: 'Brand new', FirstName: 'N' } }),
    );
    expect(made).toMatchObject({ Contact: { Name: 'Brand new', FirstName: 'N', IsCustomer: true } });
  });

  it('groups are made, renamed and deleted, and contacts put in and taken out', async () => {
    const { ContactID } = await writer.made('PUT', 'Contacts', { Name: 'Member' });
    const { ContactGroupID } = await writer.made('PUT', 'ContactGroups', { Name: 'VIP' });
    const path = `ContactGroups/${ContactGroupID}`;
    expect(await writer.made('PUT', `${path}/Contacts`, { Contacts: [{ ContactID }] })).toMatchObject({
      ContactID,
    });
    const members = async () => (await writer.json(path)).ContactGroups;
    expect(await members()).toMatchObject([{ Name: 'VIP', Contacts: [{ ContactID }] }]);
    expect((await writer.send('DELETE', `${path}/Contacts/${ContactID}`)).status).toBe(204);
    expect((await writer.send('DELETE', `${path}/Contacts/${ContactID}`)).status).toBe(404);
    expect((await writer.send('DELETE', `${path}/Contacts`)).status).toBe(204);
    expect(await members()).toMatchObject([{ Contacts: [] }]);
    expect(await writer.made('POST', path, { Name: 'Best' })).toMatchObject({ Name: 'Best' });
    expect(await writer.refused('PUT', 'ContactGroups', { Name: 'best' })).toHaveLength(1);
    expect(await writer.made('POST', path, { Status: 'DELETED' })).toMatchObject({ Status: 'DELETED' });
    expect((await writer.send('POST', path, { Name: 'x' })).status).toBe(404);
  });
});
