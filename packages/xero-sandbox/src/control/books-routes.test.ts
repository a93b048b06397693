import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect, rows } from '../test-client.ts';

let sandbox: Sandbox;
let books: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 5, invoices: 20 }] });
  books = `${sandbox.url}/sandbox/organisations/${sandbox.organisations[0]?.tenantId}`;
});

afterAll(() => sandbox.close());

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(books + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/** Sends what has to go through and answers with the row. */
async function done(method: string, path: string, body?: unknown) {
  const answer = await send(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

const lines = [{ description: 'Help', quantity: '1', unitAmount: '100.00', taxType: 'NONE' }];

async function contact(name: string) {
  return done('POST', '/contacts', { name });
}

/** An approved invoice of 100.00. */
async function invoice(contactId: string) {
  const input = { contact: contactId, lines, status: 'AUTHORISED', dueDate: '2030-01-01' };
  return done('POST', '/invoices', input);
}

async function bank() {
  return done('POST', '/accounts', { code: String(sequence++), name: `Bank ${sequence}`, type: 'BANK' });
}

let sequence = 7000;

describe('contacts over HTTP', () => {
  it('63: a merge archives one contact, and only a read of one or a page says into which', async () => {
    const [from, into] = [await contact('Merged away'), await contact('Merged into')];
    const document = await invoice(from.id);
    expect(await done('POST', `/contacts/${from.id}/merge`, { into: into.id })).toMatchObject({
      status: 'ARCHIVED',
    });
    const client = await connect(sandbox);
    const [byId] = rows(await client.json(`Contacts/${from.id}`), 'Contacts');
    expect(byId).toMatchObject({ ContactStatus: 'ARCHIVED', MergedToContactID: into.id });
    const list = rows(await client.json('Contacts?includeArchived=true'), 'Contacts');
    expect(list.find(({ ContactID }) => ContactID === from.id)).not.toHaveProperty('MergedToContactID');
    const [moved] = rows(await client.json(`Invoices/${document.id}`), 'Invoices');
    expect(moved?.Contact).toMatchObject({ ContactID: into.id });
    expect((await send('POST', `/contacts/${from.id}/restore`)).status).toBe(409);
  });

  it('a contact is added with all details, edited, renamed, archived and brought back', async () => {
    const added = await send('POST', '/contacts', {
      name: 'Whole',
      email: 'whole@customer.example',
      persons: [{ firstName: 'Kiri', email: 'kiri@customer.example', includeInEmails: true }],
      addresses: [{ type: 'STREET', lines: ['1 Long Road'], city: 'Napier' }],
      phones: [{ type: 'MOBILE', number: '123456' }],
      paymentTerms: { bills: null, sales: { day: 20, type: 'OFFOLLOWINGMONTH' } },
    });
    expect(added).toMatchObject({ status: 201, body: { persons: [{ firstName: 'Kiri', lastName: '' }] } });
    const path = `/contacts/${added.body.id}`;
    const edited = await done('PATCH', path, { number: 'C-77', currency: 'AUD' });
    expect(edited).toMatchObject({ number: 'C-77', currency: 'AUD', email: 'whole@customer.example' });
    expect((await done('POST', `${path}/rename`, { name: 'Hale' })).name).toBe('Hale');
    expect((await done('POST', `${path}/archive`)).status).toBe('ARCHIVED');
    expect((await done('POST', `${path}/restore`)).status).toBe('ACTIVE');
  });

  it('contact groups are made, renamed, filled, emptied and deleted', async () => {
    const [one, other] = [await contact('In a group'), await contact('In it too')];
    const { id } = await done('POST', '/contact-groups', { name: 'Late payers' });
    const path = `/contact-groups/${id}`;
    expect((await done('PATCH', path, { name: 'Slow' })).name).toBe('Slow');
    const filled = await done('POST', `${path}/contacts`, { contacts: [one.id, 'In it too'] });
    expect(filled.contactIds).toEqual([one.id, other.id]);
    expect((await done('DELETE', `${path}/contacts/${one.id}`)).contactIds).toEqual([other.id]);
    expect((await done('DELETE', `${path}/contacts`)).contactIds).toEqual([]);
    expect((await done('DELETE', path)).status).toBe('DELETED');
    expect((await send('DELETE', path)).status).toBe(409);
  });
});

describe('branding themes over HTTP', () => {
  it('are added behind the others and renamed, and a name is given once', async () => {
    const client = await connect(sandbox);
    const listed = async () => rows(await client.json('BrandingThemes'), 'BrandingThemes');
    const { length } = await listed();
    const added = await send('POST', '/branding-themes', { name: 'Winter' });
    expect(added).toMatchObject({ status: 201, body: { name: 'Winter', sortOrder: length } });
    const path = `/branding-themes/${added.body.id}`;
    expect((await done('PATCH', path, { name: 'Summer' })).name).toBe('Summer');
    expect((await listed()).at(-1)).toMatchObject({ BrandingThemeID: added.body.id, Name: 'Summer' });
    expect((await send('POST', '/branding-themes', { name: 'SUMMER' })).status).toBe(409);
    expect((await send('PATCH', path, { name: ' ' })).status).toBe(409);
    expect((await send('PATCH', '/branding-themes/none', { name: 'Autumn' })).status).toBe(409);
  });
});

describe('documents over HTTP', () => {
  it('51: an invoice is edited, submitted, taken back, approved and voided, one step at a time', async () => {
    const { id } = await contact('Documents');
    const draft = await send('POST', '/invoices', { contact: id, lines, dueDate: '2030-01-01' });
    expect(draft).toMatchObject({ status: 201, body: { status: 'DRAFT', total: '100.00' } });
    const path = `/invoices/${draft.body.id}`;
    expect((await done('PATCH', path, { reference: 'R', lines })).reference).toBe('R');
    expect((await done('POST', `${path}/submit`)).status).toBe('SUBMITTED');
    expect((await done('POST', `${path}/draft`)).status).toBe('DRAFT');
    expect((await send('POST', `${path}/void`)).status).toBe(409);
    expect((await done('POST', `${path}/approve`)).status).toBe('AUTHORISED');
    expect((await done('POST', `${path}/void`)).status).toBe('VOIDED');
    const other = await done('POST', '/invoices', { contact: id, lines });
    expect((await done('DELETE', `/invoices/${other.id}`)).status).toBe('DELETED');
  });

  it('60: a credit note is allocated, taken back and refunded; invoice and note both move', async () => {
    const { id } = await contact('Credits');
    const document = await invoice(id);
    const note = await done('POST', '/credit-notes', { contact: id, lines });
    await done('PATCH', `/credit-notes/${note.id}`, { reference: 'Goodwill' });
    expect((await done('POST', `/credit-notes/${note.id}/approve`)).status).toBe('AUTHORISED');
    const client = await connect(sandbox);
    const due = async () => rows(await client.json(`Invoices/${document.id}`), 'Invoices')[0]?.AmountDue;
    const allocated = await done('POST', `/credits/${note.id}/allocations`, {
      invoice: document.number,
      amount: '60.00',
    });
    expect(await due()).toBe(40);
    await done('DELETE', `/credits/${note.id}/allocations/${allocated.id}`);
    expect(await due()).toBe(100);
    expect(await done('POST', `/credits/${note.id}/refunds`, {})).toMatchObject({ type: 'ARCREDITPAYMENT' });
    const shown = rows(await client.json(`CreditNotes/${note.id}`), 'CreditNotes')[0];
    expect(shown).toMatchObject({ Status: 'PAID', RemainingCredit: 0, Reference: 'Goodwill' });
    const voided = await done('POST', '/credit-notes', { contact: id, lines, status: 'AUTHORISED' });
    expect((await done('POST', `/credit-notes/${voided.id}/void`)).status).toBe('VOIDED');
  });

  it('history, notes and files hang on any record, and on nothing that there is not', async () => {
    const { id } = await contact('Remembered');
    expect(await done('POST', `/records/${id}/notes`, { details: 'Called twice' })).toMatchObject({
      user: 'Control API',
    });
    const file = { fileName: 'terms.txt', mimeType: 'text/plain', base64: 'aGVsbG8=' };
    expect(await done('POST', `/records/${id}/attachments`, file)).toMatchObject({ length: 5 });
    const { history } = await done('GET', `/records/${id}/history`);
    expect(history.map(({ changes }: { changes: string }) => changes)).toEqual(['Created', 'Note']);
    expect((await send('POST', '/records/none/notes', { details: 'x' })).status).toBe(404);
    expect(await send('POST', `/records/${id}/attachments`, { ...file, base64: '?' })).toMatchObject({
      status: 400,
      body: { field: 'base64' },
    });
  });
});

describe('money over HTTP', () => {
  it('46: a payment stamps its invoice and not the contact whose balance it changes', async () => {
    const { id } = await contact('Stamped');
    const document = await invoice(id);
    const client = await connect(sandbox);
    const stamps = async () => {
      const [row] = rows(await client.json(`Invoices/${document.id}`), 'Invoices');
      const [owner] = rows(await client.json(`Contacts/${id}`), 'Contacts');
      return { invoice: row?.UpdatedDateUTC, contact: owner?.UpdatedDateUTC, balances: owner?.Balances };
    };
    const before = await stamps();
    sandbox.clock.advance(5_000);
    await done('POST', `/invoices/${document.id}/payments`, { amount: '40.00' });
    const after = await stamps();
    expect(after.invoice).not.toBe(before.invoice);
    expect(after.contact).toBe(before.contact);
    expect(after.balances).not.toEqual(before.balances);
  });

  it('59: a payment in a batch or reconciled stays until that is undone', async () => {
    const { id } = await contact('Batched');
    const [one, other] = [await invoice(id), await invoice(id)];
    const account = await bank();
    const batch = await done('POST', '/batch-payments', {
      account: account.id,
      payments: [{ invoice: one.id, amount: '100.00' }],
    });
    const [batched] = batch.paymentIds;
    expect((await send('DELETE', `/payments/${batched}`)).body.messages).toEqual([
      'Payments within a batch cannot be deleted.',
    ]);
    expect((await done('DELETE', `/batch-payments/${batch.id}`)).status).toBe('DELETED');
    const payment = await done('POST', `/invoices/${other.id}/payments`, {});
    await done('POST', `/payments/${payment.id}/reconcile`);
    expect((await send('DELETE', `/payments/${payment.id}`)).body.messages).toEqual([
      sandbox.switches.reconciledPaymentText,
    ]);
    await done('POST', `/payments/${payment.id}/reconcile`, { isReconciled: false });
    expect((await done('DELETE', `/payments/${payment.id}`)).status).toBe('DELETED');
  });

  it('61: an overpayment comes with money received, and its allocation leaves no payment', async () => {
    const { id } = await contact('Overpaid');
    const [document, account] = [await invoice(id), await bank()];
    const received = await done('POST', '/bank-transactions', {
      type: 'RECEIVE-OVERPAYMENT',
      contact: id,
      bankAccount: account.code,
      lines,
    });
    await done('POST', `/credits/${received.creditId}/allocations`, { invoice: document.id });
    const client = await connect(sandbox);
    const [row] = rows(await client.json(`Invoices/${document.id}`), 'Invoices');
    expect(row).toMatchObject({ Status: 'PAID', AmountDue: 0, AmountCredited: 100, Payments: [] });
    expect((await send('DELETE', `/bank-transactions/${received.id}`)).status).toBe(409);
  });

  it('money moves between banks and without an invoice, and is reconciled and taken back', async () => {
    const { id } = await contact('Moved');
    const [from, to] = [await bank(), await bank()];
    const transfer = await done('POST', '/bank-transfers', { from: from.id, to: to.code, amount: '12.50' });
    expect((await done('DELETE', `/bank-transfers/${transfer.id}`)).status).toBe('DELETED');
    const input = { type: 'RECEIVE', contact: id, bankAccount: from.id, lines };
    const received = await done('POST', '/bank-transactions', input);
    const path = `/bank-transactions/${received.id}`;
    expect((await done('POST', `${path}/reconcile`)).isReconciled).toBe(true);
    expect((await done('DELETE', path)).status).toBe('DELETED');
  });

  it('56: accounts are archived, brought back and opened to payments, and payments heed it', async () => {
    const { id } = await contact('Accounts');
    const [document, account] = [await invoice(id), await bank()];
    await done('POST', `/accounts/${account.code}/archive`);
    const pay = (code: string) =>
      send('POST', `/invoices/${document.id}/payments`, { account: code, amount: '1.00' });
    expect((await pay(account.code)).body.messages).toEqual([sandbox.switches.archivedAccountText]);
    await done('POST', `/accounts/${account.code}/restore`);
    expect((await pay(account.code)).status).toBe(201);
    expect((await pay('200')).body.messages).toEqual([
      'Account type is invalid for making a payment to/from',
    ]);
    await done('PUT', '/accounts/200/payments-allowed', { allowed: true });
    expect((await pay('200')).status).toBe(201);
  });

  it('58: both lock dates are named when both stand in the way', async () => {
    const { id } = await contact('Locked');
    const dates = { periodLockDate: '2020-01-31', endOfYearLockDate: '2020-03-31' };
    expect((await send('PUT', '/lock-dates', dates)).status).toBe(204);
    const refused = await send('POST', '/invoices', { contact: id, lines, date: '2020-01-15' });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        messages: [
          'The document date cannot be before the period lock date, currently set at 31-Jan-2020',
          'The document date cannot be before the end of year lock date, currently set at 31-Mar-2020',
        ],
      },
    });
  });
});

it('every verb of the books is in the served list', async () => {
  const { requests } = (await (await fetch(`${sandbox.url}/sandbox`)).json()) as {
    requests: { request: string }[];
  };
  const listed = requests.map(({ request }) => request.replace(/.*:tenant/, ''));
  for (const path of [
    '/contacts/:id/merge',
    '/credits/:id/allocations',
    '/batch-payments',
    '/bank-transfers',
  ])
    expect(listed).toContain(path);
});
