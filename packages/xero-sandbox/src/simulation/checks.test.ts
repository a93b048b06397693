import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Envelope } from '../test-client.ts';
import { checkDocuments } from './check-documents.ts';
import { checkLedger } from './check-ledger.ts';
import { checkPostings } from './check-postings.ts';
import { checkReports } from './check-reports.ts';
import { readView, type View } from './view.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let view: View;

const LINE = { description: 'Help', quantity: '1', unitAmount: '100.00' };

beforeAll(async () => {
  world = await startWorld(1);
  const { verbs } = world;
  const contact = 'Customer';
  verbs.addContact({ name: contact });
  const document = { contact, lines: [LINE], status: 'AUTHORISED', dueDate: world.day(30) } as const;
  const invoice = verbs.addInvoice({ ...document, currency: 'USD' });
  const credit = verbs.addCreditNote({ ...document, currency: 'USD' });
  verbs.allocateCredit(credit.id, { invoice: invoice.id, amount: '10.01' });
  verbs.recordPayment(invoice.id, { amount: '20.02', currencyRate: '0.6543' });
  const others = [verbs.addInvoice(document), verbs.addInvoice(document)];
  const payments = others.map(({ id }) => ({ invoice: id, amount: '5.00' }));
  verbs.recordBatchPayment({ account: '090', payments });
  view = await readView(world.read);
});

afterAll(() => world.sandbox.close());

function problems(seen: View, former?: View): string[] {
  return [...checkDocuments(seen, former), ...checkLedger(seen, world.isReceivable), ...checkPostings(seen)];
}

test('books that are right have no problems', () => {
  expect(problems(view, view)).toEqual([]);
});

/** The same rows with the last that is like this changed, or left out when the change gives nothing. */
function withLast<R>(rows: readonly R[], like: (row: R) => boolean, change: (row: R) => R | undefined): R[] {
  const index = rows.findLastIndex(like);
  return rows.flatMap((row, at) => (at === index ? (change(row) ?? []) : row));
}

const BREAKS: Readonly<Record<string, (seen: View) => Partial<View>>> = {
  'a payment is gone': ({ payments }) => ({
    payments: withLast(
      payments,
      ({ Status }) => Status === 'AUTHORISED',
      () => undefined,
    ),
  }),
  'a payment has another amount': ({ payments }) => ({
    payments: withLast(
      payments,
      ({ Status }) => Status === 'AUTHORISED',
      (row) => ({ ...row, Amount: row.Amount + 0.01 }),
    ),
  }),
  'an invoice lists a payment no more': ({ invoices }) => ({
    invoices: withLast(
      invoices,
      ({ Payments }) => Payments.length > 0,
      (row) => ({ ...row, Payments: [] }),
    ),
  }),
  'an allocation is gone from its credit': ({ credits }) => ({
    credits: withLast(
      credits,
      ({ Allocations }) => Allocations.length > 0,
      (row) => ({ ...row, Allocations: [] }),
    ),
  }),
  'an invoice owes a cent more': ({ invoices }) => ({
    invoices: withLast(
      invoices,
      ({ AmountDue }) => AmountDue > 0,
      (row) => ({ ...row, AmountDue: row.AmountDue + 0.01 }),
    ),
  }),
  'an open invoice calls itself paid': ({ invoices }) => ({
    invoices: withLast(
      invoices,
      ({ Status }) => Status === 'AUTHORISED',
      (row) => ({ ...row, Status: 'PAID' }),
    ),
  }),
  'a batch has another total': ({ batches }) => ({
    batches: withLast(
      batches,
      () => true,
      (row) => ({ ...row, TotalAmount: row.TotalAmount + 1 }),
    ),
  }),
  'a journal is gone': ({ journals }) => ({
    journals: withLast(
      journals,
      () => true,
      () => undefined,
    ),
  }),
  'a journal line has another amount': ({ journals }) => ({
    journals: withLast(
      journals,
      () => true,
      (row) => ({
        ...row,
        JournalLines: withLast(
          row.JournalLines,
          () => true,
          (line) => ({ ...line, NetAmount: line.NetAmount + 0.01 }),
        ),
      }),
    ),
  }),
  'a whole journal was posted twice over': ({ journals }) => ({
    journals: withLast(
      journals,
      ({ SourceType }) => SourceType === 'ACCRECPAYMENT',
      (row) => ({
        ...row,
        JournalLines: row.JournalLines.map((line) => ({ ...line, NetAmount: line.NetAmount * 2 })),
      }),
    ),
  }),
};

for (const [name, breaking] of Object.entries(BREAKS)) {
  test(`the checks notice that ${name}`, () => {
    expect(problems({ ...view, ...breaking(view) })).not.toEqual([]);
  });
}

test('the checks notice an illegal step from one status to another, and one without a new stamp', () => {
  const [invoice] = view.invoices.filter(({ Status }) => Status === 'AUTHORISED');
  const later = (Status: string, UpdatedDateUTC: string) => ({
    ...view,
    invoices: view.invoices.map((row) => (row === invoice ? { ...row, Status, UpdatedDateUTC } : row)),
  });
  expect(problems(later('DRAFT', '/Date(9999999999999+0000)/'), view).join()).toContain(
    'AUTHORISED became DRAFT',
  );
  expect(problems(later('VOIDED', invoice?.UpdatedDateUTC ?? ''), view).join()).toContain(
    'without a new stamp',
  );
});

test('the checks notice a report that says something else than the others', async () => {
  const check = (read: (path: string) => Promise<Envelope>) =>
    checkReports(read, { view, isReceivable: world.isReceivable, end: world.day(100), past: world.day(-5) });
  expect(await check(world.read)).toEqual([]);
  for (const name of ['TrialBalance', 'AgedReceivablesByContact', 'BalanceSheet', 'BankSummary']) {
    const wrong = await check(async (path) => {
      const envelope = await world.read(path);
      if (!path.includes(name)) return envelope;
      let nth = 0;
      const text = JSON.stringify(envelope).replaceAll(/"(-?)(\d+\.\d\d)"/g, (_, sign, number) => {
        nth += 1;
        return `"${sign}${nth}${number}"`;
      });
      return JSON.parse(text) as Envelope;
    });
    expect(wrong, name).not.toEqual([]);
  }
});
