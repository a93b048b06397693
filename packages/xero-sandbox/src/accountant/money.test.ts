import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesUnder } from '../pages/test-pages.ts';
import { type Sandbox, startSandbox } from '../start.ts';

let sandbox: Sandbox;
let pages: ReturnType<typeof pagesUnder>;
let contact: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 10, invoices: 30 }] });
  pages = pagesUnder(sandbox, `/accountant/${sandbox.organisations[0]?.tenantId}`);
  contact = sandbox.books('Books').addContact({ name: 'Payer' }).id;
});

afterAll(() => sandbox.close());

const LINE = {
  description: 'Help',
  quantity: '1',
  unitAmount: '100.00',
  accountCode: '200',
  taxType: 'NONE',
};

/** An approved invoice of 100.00. */
function invoice() {
  const document = { contact, lines: [LINE], status: 'AUTHORISED', dueDate: '2030-01-01' } as const;
  return sandbox.books('Books').addInvoice(document);
}

/** The hidden id in the form of that action, in the row that holds a text. */
function idFor(page: string, action: string, text = ''): string {
  const row = page.split('<tr>').find((each) => each.includes(text) && each.includes(`/${action}`)) ?? '';
  return new RegExp(`/${action}[?"][\\s\\S]*?name="id" value="([^"]+)"`).exec(row)?.[1] ?? '';
}

describe('credits', () => {
  it('60: a credit note is made, approved, allocated, taken back, refunded and then paid', async () => {
    const { id, number } = invoice();
    const added = await pages.done('/credits/new/add', {
      ...LINE,
      contact: 'Payer',
      type: 'ACCRECCREDIT',
      status: 'DRAFT',
    });
    const path = /action="[^"]*(\/credits\/[^/"]+)\/approve"/.exec(added)?.[1] ?? '';
    expect(await pages.done(`${path}/edit`, { ...LINE, reference: 'Goodwill' })).toContain('Goodwill');
    expect(await pages.done(`${path}/approve`)).toContain(`${number}: 100.00 due`);
    const allocated = await pages.done(`${path}/allocate`, { invoice: id, amount: '40.00' });
    expect(allocated).toContain('NZD 60.00');
    expect(await pages.open(`/invoices/${id}`)).toContain('NZD 60.00 (paid 0.00, credited 40.00)');
    const row = idFor(allocated, 'remove-allocation');
    expect(await pages.done(`${path}/remove-allocation`, { id: row })).toContain('NZD 100.00');
    expect(await pages.done(`${path}/pay`, { amount: '100.00' })).toContain('>PAID</span>');
  });

  it('61: an overpayment is received, applied on the invoice’s page, and taken off again', async () => {
    const { id } = invoice();
    const bankAccount =
      /<option value="([^"]+)"[^>]*>\s*Business Bank/.exec(await pages.open('/bank/new'))?.[1] ?? '';
    const type = 'RECEIVE-OVERPAYMENT';
    const received = await pages.done('/bank/new/add', { ...LINE, type, contact: 'Payer', bankAccount });
    expect(received).toContain('<h1>Overpayment');
    const credit = /action="[^"]*\/credits\/([^/"]+)\/allocate"/.exec(received)?.[1] ?? '';
    const page = await pages.done(`/invoices/${id}/apply-credit`, { credit, amount: '30.00' });
    expect(page).toContain('NZD 70.00 (paid 0.00, credited 30.00)');
    const applied = idFor(page, 'remove-credit');
    expect(await pages.done(`/invoices/${id}/remove-credit`, { id: applied })).toContain('credited 0.00');
    expect(await pages.refused(`/invoices/${id}/remove-credit`, { id: 'none' })).toContain('no such credit');
    expect(await pages.open('/credits?kind=Overpayment&q=payer')).toContain('1 found');
  });
});

describe('payments', () => {
  it('59: one in a batch or reconciled cannot be removed until that is undone', async () => {
    const [one, other] = [invoice(), invoice()];
    const account =
      /<option value="([^"]+)"[^>]*>\s*Business Bank/.exec(await pages.open('/bank/new'))?.[1] ?? '';
    const form = { account, reference: 'Batch 7', invoice: [one.number, ''], amount: ['100.00', ''] };
    const batches = await pages.done('/payments/batches/add', form);
    const [batched] = idFor(await pages.open('/payments?q=batch'), 'remove').split(' ');
    expect(await pages.refused('/payments/remove', { id: batched ?? '' })).toContain('within a batch');
    await pages.done('/payments/batches/delete', { id: idFor(batches, 'delete', 'Batch 7') });
    expect(await pages.open(`/invoices/${one.id}`)).toContain('NZD 100.00 (paid 0.00');
    const refused = await pages.refused('/payments/batches/add', { ...form, amount: ['100.01', ''] });
    expect(refused).toContain('value="100.01"');

    await pages.done(`/invoices/${other.id}/pay`, { amount: '100.00', reference: 'Bank says so' });
    const query = '/payments?q=bank+says';
    const id = idFor(await pages.open(query), 'reconcile');
    expect(await pages.done('/payments/reconcile?q=bank+says', { id })).toContain('Unreconcile');
    expect(await pages.refused('/payments/remove', { id })).toContain(sandbox.switches.reconciledPaymentText);
    await pages.done('/payments/unreconcile', { id });
    expect(await pages.done('/payments/remove?q=bank+says', { id })).toContain('>DELETED</span>');
  });

  it('the bank is reconciled and its transactions and transfers are taken back', async () => {
    const options = [
      ...(await pages.open('/bank/transfers')).matchAll(/<option value="([^"]+)"[^>]*>[^<]*\(NZD\)/g),
    ];
    const [from = '', to = ''] = options.map(([, id]) => id ?? '');
    const transfers = await pages.done('/bank/transfers/add', {
      from,
      to,
      amount: '12.50',
      reference: 'Move it',
    });
    const deleted = await pages.done('/bank/transfers/delete', { id: idFor(transfers, 'delete', 'Move it') });
    expect(deleted).toContain('deleted with both its sides');
    expect(await pages.refused('/bank/transfers/add', { from, to: from, amount: '1.00' })).toContain(
      'different',
    );
    const input = { ...LINE, type: 'RECEIVE', contact: 'Payer', bankAccount: from, reference: 'Cash' };
    expect(await pages.done('/bank/new/add', input)).toContain('Bank transactions');
    const id = idFor(await pages.open('/bank?q=cash'), 'reconcile', 'Cash');
    expect(await pages.done('/bank/reconcile?q=cash', { id })).toContain('Reconciled');
    expect(await pages.done('/bank/unreconcile?q=cash', { id })).toContain('reconciled no more');
    expect(await pages.done('/bank/delete?q=cash', { id })).toContain('>DELETED</span>');
  });
});

describe('reports', () => {
  it('tell what customers owe by documents and by the ledger, and that both are equal', async () => {
    const truth = sandbox.books('Books').truth();
    const page = await pages.open('/reports');
    expect(page.split(`NZD ${truth.receivables}`)).toHaveLength(3);
    expect(page).toContain('<dd>equal</dd>');
    expect(page).toContain(`NZD ${truth.due.NZD}`);
  });

  it('are shown as tables, and say what was wrong with what was asked', async () => {
    for (const name of ['TrialBalance', 'BalanceSheet', 'ProfitAndLoss', 'BankSummary'])
      expect(await pages.open(`/reports/${name}`)).toContain('<table>');
    expect(await pages.open('/reports/TrialBalance')).toContain('Accounts Receivable');
    expect(await pages.open('/reports/AgedReceivablesByContact')).toContain('Choose the contact');
    invoice();
    expect(await pages.open('/reports/AgedReceivablesByContact?contact=Payer&date=2099-12-31')).toContain(
      '100.00',
    );
    expect(await pages.open('/reports/TrialBalance?date=soon')).toContain('class="problem"');
  });
});
