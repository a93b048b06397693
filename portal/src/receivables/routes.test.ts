import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { addToMirror } from '../../testing/mirror.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { openXero } from '../integrations/open-xero.ts';
import { retireBooks } from './rekey.ts';
import type { Credit, Customer, InvoiceDetail, RecordedPayment } from './schemas.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null };

describe.each(BACKENDS)('receivables on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 4, invoices: 4 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  beforeEach(async () => {
    firm = await addConnectedFirm(portal, sandbox, 'Books');
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const get = async (path: string, cookie = firm.owner.cookie) =>
    await runWithTime(clock, Promise.resolve(portal.request('GET', path, { cookie })));
  const read = async <Shape>(path: string) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    return await readJson<Shape>(answer);
  };
  const ofFirm = (path: string) => `/api/firms/${firm.firmId}/${path}`;

  /** An invoice of the books, in the mirror under its real id. @returns the mirror's id of it */
  const mirrorRealInvoice = async (): Promise<string> => {
    const { xero } = await openXero(portal.services, firm.firmId, firm.integrationId);
    const page = await xero.readInvoices({ since: null }).next();
    const id = page.value?.records[0]?.invoiceId;
    await addToMirror(portal.services, firm.firmId, { invoices: [{ id, number: 'Nº 7/“a”' }] });
    const { items } = await read<Page<{ id: string }>>(ofFirm('invoices'));
    return items[0]?.id ?? '';
  };

  test('sums what is owed exactly, a line per currency, without what was voided or is a draft', async () => {
    await addToMirror(portal.services, firm.firmId, {
      customers: [
        { id: 'c1', name: 'One', email: 'one@example.com' },
        { id: 'c2', name: 'Two' },
        { id: 'c3', name: 'Gone', status: 'ARCHIVED' },
      ],
      invoices: [
        { customerId: 'c1', amountDue: '0.10', dueOn: '2026-01-01' },
        { customerId: 'c1', amountDue: '0.20' },
        { customerId: 'c1', amountDue: '5', currency: 'JPY' },
        { customerId: 'c2', amountDue: '1.125', currency: 'KWD' },
        { customerId: 'c2', amountDue: '99.00', status: 'VOIDED', dueOn: '2026-01-01' },
        { customerId: 'c2', amountDue: '99.00', status: 'DRAFT' },
      ],
      credits: [
        { customerId: 'c1', remaining: '0.05' },
        { customerId: 'c2', kind: 'overpayment', remaining: '7.00', currency: 'USD' },
        { customerId: 'c2', remaining: '99.00', status: 'VOIDED' },
      ],
    });
    expect(await read(ofFirm('summary'))).toEqual({
      asOf: null,
      customers: 2,
      balances: [
        {
          currency: 'JPY',
          due: '5',
          credit: '0',
          balance: '5',
          overdue: '0',
          openInvoices: 1,
          overdueInvoices: 0,
        },
        {
          currency: 'KWD',
          due: '1.125',
          credit: '0.000',
          balance: '1.125',
          overdue: '0.000',
          openInvoices: 1,
          overdueInvoices: 0,
        },
        {
          currency: 'NZD',
          due: '0.30',
          credit: '0.05',
          balance: '0.25',
          overdue: '0.10',
          openInvoices: 2,
          overdueInvoices: 1,
        },
        {
          currency: 'USD',
          due: '0.00',
          credit: '7.00',
          balance: '-7.00',
          overdue: '0.00',
          openInvoices: 0,
          overdueInvoices: 0,
        },
      ],
    });
    const names = async (query: string) =>
      (await read<Page<Customer>>(ofFirm(`customers?${query}`))).items.map(({ name }) => name);
    expect(await names('')).toEqual(['One', 'Two']);
    expect(await names('show=all&sort=-name')).toEqual(['Two', 'One', 'Gone']);
    expect(await names('show=archived')).toEqual(['Gone']);
    expect(await names('show=owing&sort=-due')).toEqual(['One', 'Two']);
    expect(await names('show=all&sort=due')).toEqual(['Gone', 'Two', 'One']);
    expect(await names('q=ONE@')).toEqual(['One']);

    const [one] = (await read<Page<Customer>>(ofFirm('customers'))).items;
    expect(one).toMatchObject({
      openInvoices: 3,
      balance: [
        { currency: 'JPY', due: '5', overdue: '0' },
        { currency: 'NZD', due: '0.30', overdue: '0.10' },
      ],
    });
    expect(await read(`/api/customers/${one?.id}`)).toEqual(one);
  });

  test('shows what is on credit and what Xero records as paid, the newest first, of one customer or of all', async () => {
    await addToMirror(portal.services, firm.firmId, {
      customers: [
        { id: 'c1', name: 'One', groups: [{ id: 'g', name: 'Gold' }] },
        { id: 'c2', name: 'Two' },
        { id: 'c3', name: 'Once Three', status: 'ARCHIVED', mergedInto: 'c2' },
      ],
      invoices: [{ id: 'i1', customerId: 'c1', number: 'INV-1', currency: 'JPY' }],
      credits: [
        {
          customerId: 'c1',
          number: 'CN-1',
          issuedOn: '2026-01-01',
          currency: 'JPY',
          total: '30',
          remaining: '10',
          allocations: [{ invoiceId: 'i1', amount: '20', allocatedOn: '2026-01-05' }],
        },
        { customerId: 'c2', kind: 'prepayment', issuedOn: '2026-02-01', remaining: '0', status: 'PAID' },
        { customerId: 'c3', number: 'CN-2', issuedOn: '2026-01-03' },
      ],
      payments: [
        { id: 'p1', invoiceId: 'i1', amount: '7', paidOn: '2026-02-02' },
        { id: 'p2', amount: '8', status: 'DELETED', paidOn: '2026-02-03' },
      ],
    });
    const credits = (await read<Page<Credit>>(ofFirm('credits'))).items;
    expect(credits.map(({ kind, number, customer }) => [kind, number, customer.name])).toEqual([
      ['prepayment', null, 'Two'],
      ['credit_note', 'CN-2', 'Once Three'],
      ['credit_note', 'CN-1', 'One'],
    ]);
    expect(credits[2]).toMatchObject({
      total: '30',
      remaining: '10',
      allocations: [{ invoiceNumber: 'INV-1', amount: '20', allocatedOn: '2026-01-05' }],
    });
    const first = await read<Page<Credit>>(ofFirm('credits?limit=1'));
    const second = await read<Page<Credit>>(ofFirm(`credits?limit=1&cursor=${first.nextCursor}`));
    expect([...first.items, ...second.items]).toEqual(credits.slice(0, 2));
    const customers = (await read<Page<Customer>>(ofFirm('customers?show=all'))).items;
    const [one] = customers.filter(({ name }) => name === 'One');
    expect(one).toMatchObject({ groups: ['Gold'], mergedInto: null, isHistory: false });
    expect(customers.find(({ name }) => name === 'Once Three')?.mergedInto?.name).toBe('Two');
    const ofOne = await read<Page<Credit>>(ofFirm(`credits?open=true&customerId=${one?.id}`));
    expect(ofOne.items.map(({ number }) => number)).toEqual(['CN-1']);

    const payments = (await read<Page<RecordedPayment>>(ofFirm('recorded-payments'))).items;
    expect(payments).toMatchObject([
      { xeroPaymentId: 'p2', status: 'deleted', invoice: null, customer: null },
      { xeroPaymentId: 'p1', status: 'recorded', amount: '7', currency: 'JPY', invoice: { number: 'INV-1' } },
    ]);
    const paidByOne = await read<Page<RecordedPayment>>(ofFirm(`recorded-payments?customerId=${one?.id}`));
    expect(paidByOne.items.map(({ xeroPaymentId }) => xeroPaymentId)).toEqual(['p1']);
  });

  test('what came from books that were replaced is marked as history, and nothing of it is owed', async () => {
    await addToMirror(portal.services, firm.firmId, {
      customers: [{ id: 'c1', name: 'One' }],
      invoices: [{ id: 'i1', customerId: 'c1', amountDue: '5' }],
      credits: [{ customerId: 'c1', issuedOn: '2026-01-01' }],
      payments: [{ id: 'p1', invoiceId: 'i1', amount: '7' }],
    });
    type Marked = Page<{ isHistory: boolean }>;
    const marks = async () => {
      const lists = ['customers?show=all', 'invoices', 'credits', 'recorded-payments'];
      const pages = await Promise.all(lists.map((list) => read<Marked>(ofFirm(list))));
      return pages.map(({ items }) => items.map(({ isHistory }) => isHistory));
    };
    expect(await marks()).toEqual([[false], [false], [false], [false]]);
    await portal.services.store.firm(firm.firmId, (query) =>
      retireBooks(query, firm.firmId, portal.clock.now()),
    );
    expect(await marks()).toEqual([[true], [true], [true], [true]]);
    expect(await read(ofFirm('summary'))).toMatchObject({ balances: [] });
  });

  test.each(['name', '-name', 'due', '-due'])('customers in pages by %s appear once each', async (sort) => {
    await addToMirror(portal.services, firm.firmId, {
      customers: Array.from({ length: 11 }, (_, n) => ({ id: `c${n}`, name: n % 3 ? 'Same' : 'Äther' })),
      invoices: [{ customerId: 'c1' }, { customerId: 'c2' }, { customerId: 'c3', amountDue: '20' }],
    });
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page: Page<Customer> = await read(ofFirm(`customers?sort=${sort}&limit=3${cursor}`));
      seen.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    const atOnce = await read<Page<Customer>>(ofFirm(`customers?sort=${sort}`));
    expect(seen).toEqual(atOnce.items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(11);
  });

  test('an invoice shows its lines, payments and credits as Xero has them, and where it is in Xero', async () => {
    const line = {
      description: 'Work',
      itemCode: null,
      quantity: '1.5',
      unitAmount: '66.6667',
      discountRate: null,
      taxAmount: '15.00',
      lineAmount: '100.00',
    };
    const payment = { id: 'p', paidOn: '2026-02-03', amount: '5.00', reference: null };
    const credit = {
      id: 'k',
      kind: 'credit_note' as const,
      number: 'CN-1',
      creditedOn: null,
      amount: '1.00',
    };
    await addToMirror(portal.services, firm.firmId, {
      invoices: [{ id: 'xero-id', lines: [line], payments: [payment], credits: [credit] }],
    });
    const { items } = await read<Page<{ id: string }>>(ofFirm('invoices'));
    const detail = await read<InvoiceDetail>(`/api/invoices/${items[0]?.id}`);
    expect(detail).toMatchObject({
      subTotal: '100.00',
      totalTax: '15.00',
      lines: [line],
      payments: [payment],
      credits: [credit],
      updatedAt: '2026-03-01T00:00:00.000Z',
    });
    expect(detail.xeroUrl).toBe('https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=xero-id');
  });

  test('an invoice’s PDF comes from Xero under the invoice’s number', async () => {
    const id = await mirrorRealInvoice();
    const answer = await get(`/api/invoices/${id}/pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename="N_ 7__a_.pdf"; filename*=UTF-8''N%C2%BA%207%2F%E2%80%9Ca%E2%80%9D.pdf`,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('without Xero the PDF is a plain problem and the rest stays readable', async () => {
    const id = await mirrorRealInvoice();
    sandbox.addFault({ match: { path: '/api.xro' }, effect: { status: 503 } });
    const away = await get(`/api/invoices/${id}/pdf`);
    expect(await away.json()).toMatchObject({ status: 503, code: 'xero_unavailable' });

    await portal.request('DELETE', `/api/integrations/${firm.integrationId}/connection`, {
      cookie: firm.owner.cookie,
    });
    const ended = await get(`/api/invoices/${id}/pdf`);
    expect(await ended.json()).toMatchObject({ status: 409, code: 'not_connected' });
    expect((await get(`/api/invoices/${id}`)).status).toBe(200);
  });

  test('payments are an empty list until some can be taken', async () => {
    expect(await read(ofFirm('payments'))).toEqual({ items: [], nextCursor: null });
  });

  test('another firm’s people find nothing, and nobody anything without signing in', async () => {
    await addToMirror(portal.services, firm.firmId, {
      customers: [{ id: 'contact' }],
      invoices: [{ customerId: 'contact' }],
    });
    const [invoice] = (await read<Page<{ id: string }>>(ofFirm('invoices'))).items;
    const [customer] = (await read<Page<Customer>>(ofFirm('customers'))).items;
    const stranger = await addTestUser(portal.services, {
      firmId: await addTestFirm(portal.services),
      role: 'owner',
    });
    for (const path of [
      ...['summary', 'customers', 'invoices', 'payments'].map(ofFirm),
      `/api/customers/${customer?.id}`,
      `/api/invoices/${invoice?.id}`,
      `/api/invoices/${invoice?.id}/pdf`,
    ]) {
      expect([path, (await get(path, stranger.cookie)).status]).toEqual([path, 404]);
      expect([path, (await get(path, '')).status]).toEqual([path, 401]);
    }
  });
});
