import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { conversionSteps } from '../../testing/conversion.ts';
import { addCsvFirm } from '../../testing/csv-firm.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Customer, Invoice } from '../receivables/schemas.ts';
import type { Query } from '../store/store.ts';

const BOOKS = 'First Books';
/** More of each kind than one page or batch holds. */
const LARGE_BOOKS = 'Large Books';
const CONFIRMED = { confirm: 'true' };

describe.each(BACKENDS)('a conversion from uploaded files to Xero on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    const clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [
        { name: BOOKS, contacts: 15, invoices: 80 },
        { name: LARGE_BOOKS, contacts: 1_100, invoices: 1_300 },
      ],
    });
    portal = await createTestPortal(kind, { clock, xero: sandbox });
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const inFirm = <Result>({ firmId }: { firmId: string }, work: (query: Query) => Promise<Result>) =>
    portal.services.store.firm(firmId, work);

  /** What a firm would have in its files of the same books, read from a firm that is connected to them. */
  const filesOf = async (books: string) => {
    const other = await addCsvFirm(portal);
    const steps = conversionSteps(portal, sandbox, other);
    const { id } = await steps.begin();
    await steps.authorise(books);
    await steps.compare(id);
    expect((await steps.trySwitch(id)).status).toBe(200);
    await steps.sync();
    const list = async <Item>(path: string) => {
      const all: Item[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: Item[]; nextCursor: string | null } = await steps.ask(
          'GET',
          `/api/firms/${other.firmId}/${path}&limit=200${cursor && `&cursor=${cursor}`}`,
        );
        all.push(...page.items);
        cursor = page.nextCursor;
      }
      return all;
    };
    const customers = await list<Customer>('customers?show=all');
    const invoices = (await list<Invoice>('invoices?sort=number')).filter(
      ({ status, customer, issuedOn }) =>
        ['authorised', 'paid'].includes(status) &&
        issuedOn !== null &&
        customers.some(({ id: known }) => known === customer.id),
    );
    const quoted = (value: string | null) => `"${(value ?? '').replaceAll('"', '""')}"`;
    const numberOf = new Map(customers.map((customer, index) => [customer.id, `K${index}`]));
    return {
      customers: [
        'Number;Name;Email',
        ...customers.map((customer) =>
          [numberOf.get(customer.id) ?? '', customer.name, customer.email].map(quoted).join(';'),
        ),
      ].join('\n'),
      invoices: [
        'Number;Customer number;Date;Due;Currency;Total;Paid;Credited;Amount due',
        ...invoices.map((invoice) =>
          [
            invoice.number,
            numberOf.get(invoice.customer.id ?? '') ?? '',
            invoice.issuedOn,
            invoice.dueOn,
            invoice.currency,
            invoice.total,
            invoice.amountPaid,
            invoice.amountCredited,
            invoice.amountDue,
          ]
            .map(quoted)
            .join(';'),
        ),
      ].join('\n'),
      counts: { customers: customers.length, invoices: invoices.length },
    };
  };

  test.each([BOOKS, LARGE_BOOKS])(
    'the whole way to %s: uploaded, compared, decided and switched, with every id and the books’ own figures',
    async (books) => {
      const files = await filesOf(books);
      const firm = await addCsvFirm(portal);
      const steps = conversionSteps(portal, sandbox, firm);
      const customers = await firm.upload('customers', files.customers, CONFIRMED);
      expect(customers).toMatchObject({ stored: true, created: files.counts.customers, problems: [] });
      const invoices = await firm.upload('invoices', files.invoices, CONFIRMED);
      expect(invoices).toMatchObject({ stored: true, created: files.counts.invoices, problems: [] });
      expect(await steps.due()).toEqual(sandbox.books(books).truth().due);

      const { id } = await steps.begin();
      expect(await steps.authorise(books)).toBe('authorised');
      const conversion = await steps.compare(id);
      expect(conversion).toMatchObject({ fromPlatform: 'csv', fromOrganisation: null, state: 'compared' });
      expect(conversion.invoices.none).toBe(0);
      await steps.decideTogether(id, { confidence: 'certain', decision: 'confirmed' });
      await steps.decideTogether(id, { confidence: 'likely', decision: 'confirmed' });
      // Among so many, some have one name.
      if (books === LARGE_BOOKS)
        await steps.decideTogether(id, { confidence: 'ambiguous', decision: 'rejected' });
      const decided = await steps.read(id);
      expect(decided).toMatchObject({
        customers: { undecided: 0 },
        invoices: { confirmed: files.counts.invoices, undecided: 0 },
        openWithoutCounterpart: [],
      });
      expect(decided.customers.confirmed).toBeGreaterThanOrEqual(
        books === BOOKS ? files.counts.customers : files.counts.customers * 0.95,
      );
      const kept = await inFirm(firm, (query) =>
        query
          .selectFrom('conversion_matches')
          .select('own_id as id')
          .where('decision', '=', 'confirmed')
          .execute(),
      );
      expect((await steps.trySwitch(id)).status).toBe(200);
      expect(await steps.ask('GET', `/api/integrations/${firm.integrationId}`)).toMatchObject({
        platform: 'xero',
        status: 'connected',
        organisation: { name: books },
      });
      expect((await firm.send('invoices', files.invoices, CONFIRMED)).status).toBe(409);

      expect(await steps.sync()).toMatchObject({ status: 'succeeded' });
      expect(await steps.due()).toEqual(sandbox.books(books).truth().due);
      const live = (table: 'customers' | 'invoices') =>
        inFirm(firm, (query) =>
          query.selectFrom(table).select('id').where('retired_at', 'is', null).execute(),
        );
      const [customersLeft, invoicesLeft] = [await live('customers'), await live('invoices')];
      const left = new Set([...customersLeft, ...invoicesLeft].map((row) => row.id));
      expect(kept.filter((row) => !left.has(row.id))).toEqual([]);
      const truth = sandbox.books(books).truth();
      expect(customersLeft).toHaveLength(truth.contacts.active + truth.contacts.archived);
    },
    60_000,
  );

  test('an abandoned conversion leaves the files in force', async () => {
    const firm = await addCsvFirm(portal);
    const steps = conversionSteps(portal, sandbox, firm);
    await firm.upload('customers', 'Number,Name\nC1,Ana\n', CONFIRMED);
    const { id } = await steps.begin();
    await steps.authorise(BOOKS);
    await steps.compare(id);
    await steps.ask('DELETE', `/api/conversions/${id}`);
    expect(await firm.upload('customers', 'Number,Name\nC1,Ana\n', CONFIRMED)).toMatchObject({
      unchanged: 1,
    });
    expect(await steps.ask('GET', `/api/integrations/${firm.integrationId}`)).toMatchObject({
      platform: 'csv',
      organisation: null,
      pendingOrganisation: null,
    });
    await expect(steps.authorise(BOOKS)).rejects.toThrow('409');
  });
});
