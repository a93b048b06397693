import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesUnder } from '../pages/test-pages.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';

let sandbox: Sandbox;
let base: string;
let pages: ReturnType<typeof pagesUnder>;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books & Co', contacts: 60, invoices: 120 }],
    today: '2026-03-02',
  });
  base = `/accountant/${sandbox.organisations[0]?.tenantId}`;
  pages = pagesUnder(sandbox, base);
});

afterAll(() => sandbox.close());

const lines = [{ description: 'Help', quantity: '1', unitAmount: '100.00' }];

function addInvoice(name: string, more = {}) {
  const books = sandbox.books('Books & Co');
  books.addContact({ name });
  return books.addInvoice({ contact: name, lines, dueDate: '2030-01-01', ...more });
}

/** A line as a form sends it, and an empty one behind it. */
const LINE = {
  lineId: ['', ''],
  itemCode: ['', ''],
  description: ['Half entered', ''],
  quantity: ['2', ''],
  unitAmount: ['100.00', ''],
  discountRate: ['', ''],
  accountCode: ['200', '200'],
  taxType: ['OUTPUT2', 'OUTPUT2'],
};

describe('the first page', () => {
  it('says that this is no Xero, and names organisations, sign-ins and addresses', async () => {
    const page = await (await fetch(`${sandbox.url}/`)).text();
    for (const text of [
      'It is not Xero',
      'It forgets everything',
      'Books &amp; Co',
      'accountant@demo.example',
      'sandbox-client-id',
      `${sandbox.url}/api.xro/2.0/`,
      '/control-room',
    ])
      expect(page).toContain(text);
  });
});

describe('the list of invoices', () => {
  it('is searched, filtered and paged', async () => {
    const { number } = addInvoice('Searchable');
    const found = await pages.open('?q=searchable&status=DRAFT');
    expect(found).toContain('1 found');
    expect(found).toContain(number);
    expect(await pages.open('?status=PAID')).not.toContain('>DRAFT</span>');
    const first = await pages.open();
    expect(first).toContain('Page 1 of 3');
    expect(first).toContain('page=2');
    expect(await pages.open('?page=999')).toContain('Page 3 of 3');
    expect(await pages.open('?page=nonsense')).toContain('Page 1 of 3');
    expect(await pages.open('?q=nothing+of+the+kind')).toContain('Nothing like that');
  });
});

describe('a document', () => {
  it('51, 55: a draft is edited, approved and paid in part, cannot be voided, and can again without the payment', async () => {
    const { id } = addInvoice('Whole life');
    const path = `/invoices/${id}`;
    const edited = await pages.done(`${path}/edit`, { ...LINE, reference: 'PO 9', dueDate: '2030-02-02' });
    expect(edited).toContain('NZD 230.00');
    expect(edited).toContain('Saved.');
    expect(await pages.done(`${path}/approve`)).toContain('Approved.');
    const account =
      /<option value="([^"]+)"[^>]*>\s*Business Bank Account/.exec(await pages.open(path))?.[1] ?? '';
    const payment = { amount: '30.00', date: '2026-01-15', account, reference: 'EFT' };
    expect(await pages.done(`${path}/pay`, payment)).toContain('NZD 200.00 (paid 30.00');
    const refused = await pages.refused(`${path}/void`);
    expect(refused).toContain('because it has payment or Credit notes allocated to it.');
    const paymentId = /name="id" value="([^"]+)"/.exec(refused)?.[1] ?? '';
    expect(await pages.done(`${path}/remove-payment`, { id: paymentId })).toContain('(paid 0.00');
    expect(await pages.done(`${path}/void`)).toContain('>VOIDED</span>');
  });

  it('is submitted, taken back and deleted, and keeps a note in its history', async () => {
    const path = `/invoices/${addInvoice('To be deleted').id}`;
    expect(await pages.done(`${path}/submit`)).toContain('>SUBMITTED</span>');
    expect(await pages.done(`${path}/draft`)).toContain('>DRAFT</span>');
    expect(await pages.done(`${path}/note`, { note: 'Rang them <twice>' })).toContain(
      'Rang them &lt;twice&gt;',
    );
    const deleted = await pages.done(`${path}/delete`);
    expect(deleted).toContain('>DELETED</span>');
    expect(deleted).not.toContain('Record payment');
  });

  it('that is refused shows what was entered and why', async () => {
    expect(await pages.open('/invoices/new')).toContain('New invoice');
    const form = { ...LINE, contact: 'Nobody <b>', status: 'DRAFT', type: 'ACCREC' };
    const page = await pages.refused('/invoices/new/add', form);
    expect(page).toContain('There is no contact Nobody &lt;b&gt;');
    expect(page).toContain('value="Nobody &lt;b&gt;"');
    expect(page).toContain('value="Half entered"');
    sandbox.books('Books & Co').addContact({ name: 'Somebody' });
    const added = await pages.done('/invoices/new/add', { ...form, contact: 'Somebody' });
    expect(added).toContain('The document was added.');
    expect(added).toContain('value="Half entered"');
    const bill = { ...form, contact: 'Somebody', type: 'ACCPAY', accountCode: '429', taxType: 'INPUT2' };
    expect(await pages.done('/invoices/new/add', bill)).toContain('<h1>Bill');
  });

  it('54: keeps a price with four decimals, and its line’s id, when it is saved again', async () => {
    const unit = [{ description: 'Help', quantity: '1', unitAmount: '1.2345' }];
    const row = addInvoice('Exact', { lines: unit, unitDecimals: 4 });
    const [line] = row.lines;
    const form = {
      ...LINE,
      lineId: line?.id ?? '',
      description: 'Help',
      unitAmount: '1.2345',
      quantity: '1',
    };
    const page = await pages.done(`/invoices/${row.id}/edit`, form);
    expect(page).toContain('value="1.2345"');
    expect(page).toContain(`value="${line?.id}"`);
  });
});

describe('forms', () => {
  it('from a foreign page are refused', async () => {
    const { id } = addInvoice('Attacked');
    expect((await pages.submit(`/invoices/${id}/delete`, {}, 'https://evil.example')).status).toBe(403);
    expect(await pages.open(`/invoices/${id}`)).toContain('>DRAFT</span>');
  });

  it('and pages of what does not exist are a 404', async () => {
    expect((await fetch(`${sandbox.url}/accountant/none`)).status).toBe(404);
    for (const path of ['/invoices/none', '/credits/none', '/contacts/none', '/reports/none'])
      expect((await fetch(sandbox.url + base + path)).status).toBe(404);
    expect((await pages.submit('/invoices/none/approve')).status).toBe(404);
    expect((await pages.submit('/invoices/none/note', { note: 'x' })).status).toBe(404);
  });

  it('a notice comes from the sandbox’s own sentences only', async () => {
    expect(await pages.open('?done=Send+money+to+me')).not.toContain('class="notice"');
  });
});

describe('settings', () => {
  it('58: lock dates are changed and then hold', async () => {
    const { id } = addInvoice('Locked', { date: '2026-01-15' });
    const dates = { periodLockDate: '2026-01-31', endOfYearLockDate: '2026-03-31' };
    expect(await pages.done('/settings/lock', dates)).toContain('value="2026-01-31"');
    const page = await pages.refused(`/invoices/${id}/approve`);
    expect(page).toContain('period lock date, currently set at 31-Jan-2026');
    expect(page).toContain('end of year lock date, currently set at 31-Mar-2026');
    expect(await pages.refused('/settings/lock', { periodLockDate: 'x' })).toContain('is not a date');
    await pages.done('/settings/lock', { periodLockDate: '', endOfYearLockDate: '' });
  });

  it('29: an app is disconnected as a person would inside Xero', async () => {
    expect(await pages.open('/apps')).toContain('No app is connected');
    const client = await connect(sandbox);
    expect(await pages.open('/apps')).toContain('Ana Tane');
    expect(await pages.done('/apps/disconnect')).toContain('Disconnected.');
    expect((await client.call('Organisation')).status).toBe(403);
  });
});
