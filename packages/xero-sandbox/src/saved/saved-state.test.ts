import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BooksVerbs } from '../books/verbs.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, READ_SCOPES } from '../test-client.ts';

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  stateFile = join(folder, 'state.json');
});

afterEach(() => rm(folder, { recursive: true }));

function start(port = 0): Promise<Sandbox> {
  return startSandbox({
    organisations: [{ name: 'Books', contacts: 8, invoices: 60 }],
    today: '2026-03-03',
    tier: 'advanced',
    limits: 'off',
    stateFile,
    port,
  });
}

/** Changes something in most collections, with the postings that go with it; answers with the journals' count. */
function changeEverything(books: BooksVerbs): void {
  const line = { description: 'Help', quantity: '2', unitAmount: '50' };
  const { id: contact } = books.addContact({ name: 'Customer' });
  const invoice = books.addInvoice({ contact, lines: [line], status: 'AUTHORISED', dueDate: '2026-04-20' });
  const note = books.addCreditNote({ contact, lines: [line], status: 'AUTHORISED' });
  books.allocateCredit(note.id, { invoice: invoice.id, amount: '15' });
  const payment = books.recordPayment(invoice.id, { amount: '20' });
  books.recordPayment(invoice.id, { amount: '30' });
  books.deletePayment(payment.id);
  books.addBankTransaction({ type: 'RECEIVE-PREPAYMENT', contact, bankAccount: '090', lines: [line] });
  books.addBankTransaction({ type: 'RECEIVE-OVERPAYMENT', contact, bankAccount: '090', lines: [line] });
  books.addBankTransfer({ from: '090', to: '091', amount: '12.50' });
  books.addContactGroup('Kept');
  books.addItem({ code: 'KEPT', name: 'Kept' });
  books.addCurrency('EUR', '0.5221');
  books.addHistoryNote(invoice.id, 'Kept', 'Somebody');
}

const LISTS = [
  'Accounts',
  'BankTransactions?page=1&pageSize=1000',
  'BankTransfers',
  'BatchPayments',
  'BrandingThemes',
  'ContactGroups',
  'Contacts?page=1&pageSize=1000&includeArchived=true',
  'CreditNotes?page=1&pageSize=1000',
  'Currencies',
  'Invoices?page=1&pageSize=1000',
  'Items',
  'Organisation',
  'Overpayments?page=1&pageSize=1000',
  'Payments?page=1&pageSize=1000',
  'Prepayments?page=1&pageSize=1000',
  'RepeatingInvoices',
  'TaxRates',
  'Users',
];

/** What the API says, without what differs from call to call. */
async function readAll(client: Connected): Promise<Record<string, unknown>> {
  const answers: [string, unknown][] = [];
  for (const path of LISTS) {
    const { Id, DateTimeUTC, ...answer } = await client.json(path);
    answers.push([path, answer]);
  }
  for (let offset = 0; ; offset += 100) {
    const { Journals } = await client.json(`Journals?offset=${offset}`);
    if ((Journals as unknown[]).length === 0) break;
    answers.push([`Journals ${offset}`, Journals]);
  }
  return Object.fromEntries(answers);
}

test('a restart brings back every collection and every journal, and posts nothing anew', async () => {
  const scope = `openid offline_access ${READ_SCOPES} accounting.journals.read`;
  const first = await start();
  const client = await connect(first, 'Books', scope);
  const before = await readAll(client);
  changeEverything(first.books('Books'));
  const after = await readAll(client);
  const changed = Object.keys(after).filter(
    (path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]),
  );
  expect(changed.length).toBeGreaterThan(10);
  await first.close();

  const second = await start(Number(new URL(first.url).port));
  expect(await readAll(client)).toEqual(after);
  await second.close();
});

test('the file holds what changed and nothing of the seed', async () => {
  const sandbox = await start();
  const { tenantId } = sandbox.organisations[0] ?? { tenantId: '' };
  sandbox.books('Books').addContact({ name: 'Only this one' });
  await sandbox.close();
  const { changes } = JSON.parse(await readFile(stateFile, 'utf8'));
  expect(Object.keys(changes)).toEqual([tenantId]);
  expect(changes[tenantId].rows.contacts).toMatchObject([{ name: 'Only this one' }]);
  expect(changes[tenantId].rows.invoices).toBeUndefined();
  expect(changes[tenantId].journals).toEqual([]);
});
