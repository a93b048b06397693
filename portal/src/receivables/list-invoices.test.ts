import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addToMirror } from '../../testing/mirror.ts';
import { readJson } from '../../testing/read-json.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { type Customer, type Invoice, invoiceQuery } from './schemas.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null };

describe.each(BACKENDS)('the list of invoices on %s', (kind) => {
  // 23:30 on 1 March in UTC is 12:30 on 2 March in Auckland, the test firm's zone.
  const clock = createTestClock(new Date('2026-03-01T23:30:00.000Z'));
  let portal: TestPortal;
  let firmId: string;
  let cookie: string;

  beforeAll(async () => {
    portal = await createTestPortal(kind, { clock });
  });
  beforeEach(async () => {
    firmId = await addTestFirm(portal.services);
    ({ cookie } = await addTestUser(portal.services, { firmId, role: 'viewer' }));
  });
  afterAll(() => portal.close());

  const ask = async (query: Record<string, string>) =>
    await portal.request('GET', `/api/firms/${firmId}/invoices?${new URLSearchParams(query)}`, { cookie });
  const list = async (query: Record<string, string> = {}) => {
    const answer = await ask(query);
    expect(answer.status).toBe(200);
    return await readJson<Page<Invoice>>(answer);
  };
  const numbers = async (query: Record<string, string> = {}) =>
    (await list({ sort: 'number', ...query })).items.map(({ number }) => number);

  test.each(invoiceQuery.shape.sort.unwrap().options)(
    'in pages by %s shows every invoice once, however many values are equal or missing',
    async (sort) => {
      const invoices = Array.from({ length: 23 }, (_, n) => ({
        number: n % 4 === 0 ? null : `INV-${n % 3}`,
        issuedOn: n % 5 === 0 ? null : `2026-02-0${1 + (n % 3)}`,
        dueOn: n % 5 === 1 ? null : `2026-03-0${1 + (n % 3)}`,
        amountDue: n % 2 ? '10.00' : '9',
        customerName: n % 2 ? 'Ätna' : 'zoo',
      }));
      await addToMirror(portal.services, firmId, { invoices });
      const inPages: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Invoice> = await list({ sort, limit: '4', ...(cursor && { cursor }) });
        inPages.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      const atOnce = (await list({ sort })).items.map(({ id }) => id);
      expect(inPages).toEqual(atOnce);
      expect(new Set(inPages).size).toBe(23);
      const reversed = await list({ sort: sort.startsWith('-') ? sort.slice(1) : `-${sort}` });
      expect(reversed.items.map(({ id }) => id)).toEqual(atOnce.toReversed());
    },
  );

  test('an amount is sorted as a number and shown with its currency’s decimals, and with more where Xero has more', async () => {
    await addToMirror(portal.services, firmId, {
      invoices: ['9.5', '10', '100.00', '0.125'].map((amountDue) => ({ amountDue })),
    });
    const { items } = await list({ sort: '-amountDue' });
    expect(items.map(({ amountDue }) => amountDue)).toEqual(['100.00', '10.00', '9.50', '0.125']);
  });

  test('leaves out what was deleted unless it is asked for, and tells states that Xero may invent', async () => {
    const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED', 'FROZEN'];
    await addToMirror(portal.services, firmId, {
      invoices: statuses.map((status) => ({ status, number: status })),
    });
    expect(await numbers()).toEqual(['AUTHORISED', 'DRAFT', 'FROZEN', 'PAID', 'SUBMITTED', 'VOIDED']);
    expect(await numbers({ status: 'deleted' })).toEqual(['DELETED']);
    expect(await numbers({ status: 'paid, voided' })).toEqual(['PAID', 'VOIDED']);
    expect(await numbers({ status: 'unknown' })).toEqual(['FROZEN']);
    expect(await numbers({ status: 'open' })).toEqual(['AUTHORISED']);
    const answer = await ask({ status: 'open,lost' });
    expect(await answer.json()).toMatchObject({ status: 400, fields: { status: expect.any(String) } });
  });

  test('is overdue from the day after the due date in the organisation’s zone, while it is owed', async () => {
    await addToMirror(portal.services, firmId, {
      invoices: [
        { number: 'yesterday', dueOn: '2026-03-01' },
        { number: 'today', dueOn: '2026-03-02' },
        { number: 'paid', dueOn: '2026-01-01', status: 'PAID', amountDue: '0.00' },
        { number: 'voided', dueOn: '2026-01-01', status: 'VOIDED' },
        { number: 'settled', dueOn: '2026-01-01', amountDue: '0.00' },
        { number: 'undated', dueOn: null },
      ],
    });
    expect(await numbers({ status: 'overdue' })).toEqual(['yesterday']);
    expect(await numbers({ status: 'open' })).toEqual(['today', 'undated', 'yesterday']);
    const { items } = await list();
    expect(items.filter(({ overdue }) => overdue).map(({ number }) => number)).toEqual(['yesterday']);
  });

  test('finds by number, reference and the customer’s present name, with signs taken literally', async () => {
    await addToMirror(portal.services, firmId, {
      customers: [{ id: 'contact-1', name: 'New Name' }],
      invoices: [
        { number: 'INV-100%', reference: 'ref_a' },
        { number: 'INV-100', reference: 'refXa' },
        { number: 'other', customerId: 'contact-1', customerName: 'Old Name' },
      ],
    });
    expect(await numbers({ q: '100%' })).toEqual(['INV-100%']);
    expect(await numbers({ q: 'REF_A' })).toEqual(['INV-100%']);
    expect(await numbers({ q: 'new name' })).toEqual(['other']);
    expect(await numbers({ q: 'old name' })).toEqual([]);
    expect(await numbers({ q: '\0' })).toHaveLength(3);
  });

  test('shows one customer’s invoices by the mirror’s own id, and names one that is not mirrored yet', async () => {
    await addToMirror(portal.services, firmId, {
      customers: [{ id: 'contact-1', name: 'Mirrored' }],
      invoices: [{ customerId: 'contact-1' }, { customerId: 'contact-2', customerName: 'Not yet' }],
    });
    const answer = await portal.request('GET', `/api/firms/${firmId}/customers`, { cookie });
    const customers = await readJson<Page<Customer>>(answer);
    const id = customers.items[0]?.id ?? '';
    const { items } = await list({ customerId: id });
    expect(items.map(({ customer }) => customer)).toEqual([{ id, name: 'Mirrored' }]);
    const all = (await list({ sort: 'customer' })).items.map(({ customer }) => customer);
    expect(all).toContainEqual({ id: null, name: 'Not yet' });
    expect((await list({ customerId: firmId })).items).toEqual([]);
  });

  test('refuses a cursor of another order or one that was made up', async () => {
    await addToMirror(portal.services, firmId, { invoices: [{}, {}] });
    const { nextCursor } = await list({ sort: 'issued', limit: '1' });
    const forged = (value: string) =>
      Buffer.from(JSON.stringify(['due', value, firmId])).toString('base64url');
    for (const cursor of [nextCursor ?? '', 'nonsense', forged("x'; drop"), forged('2026-99-99')]) {
      const answer = await ask({ sort: 'due', cursor });
      expect(await answer.json()).toMatchObject({ status: 400, fields: { cursor: expect.any(String) } });
    }
  });
});
