import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { conversionSteps } from '../../testing/conversion.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Customer, Invoice } from '../receivables/schemas.ts';
import { compareWaiting } from './read-books.ts';

const OLD = 'Old Books';
const NEW = 'New Books';
const THIRD = 'Third Books';
const FOURTH = 'Fourth Books';

type Sale = { number: string; contact: string; amount: string; paid?: boolean };

/** An untaxed invoice over one amount. */
function sell(sandbox: Sandbox, books: string, { number, contact, amount, paid }: Sale): string {
  const { id } = sandbox.books(books).addInvoice({
    number,
    contact,
    status: 'AUTHORISED',
    dueDate: '2026-03-20',
    lines: [{ description: 'Work', quantity: '1', unitAmount: amount, taxType: 'NONE' }],
  });
  if (paid) sandbox.books(books).recordPayment(id, {});
  return id;
}

describe.each(BACKENDS)('a conversion from one Xero organisation to another on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;
  let steps: ReturnType<typeof conversionSteps>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [OLD, NEW, THIRD, FOURTH].map((name) => ({ name, contacts: 0, invoices: 0 })),
    });
    portal = await createTestPortal(kind, { clock, xero: sandbox });
    const [old, next] = [sandbox.books(OLD), sandbox.books(NEW)];
    old.addContact({ name: 'Ana Ltd', accountNumber: 'A 1', email: 'ana@example.com' });
    old.addContact({ name: 'Bo & Co.', email: 'bo@example.com' });
    old.addContact({ name: 'Cee' });
    old.addContact({ name: 'Dora', email: 'dora@example.com' });
    old.addContact({ name: 'Ed', email: 'ed@example.com' });
    next.addContact({ name: 'ANA LIMITED', accountNumber: 'a1', email: 'Ana@example.com' });
    next.addContact({ name: 'Bo and Co', email: 'accounts@bo.example' });
    next.addContact({ name: 'Cee' });
    next.addContact({ name: 'Dora One', email: 'dora@example.com' });
    next.addContact({ name: 'Dora Two', email: 'dora@example.com' });
    next.addContact({ name: 'Fay' });
    sandbox.books(FOURTH).addContact({ name: 'Cee' });
    sell(sandbox, OLD, { number: 'S-1', contact: 'Ana Ltd', amount: '100.00' });
    sell(sandbox, OLD, { number: 'S-2', contact: 'Ana Ltd', amount: '20.00', paid: true });
    sell(sandbox, OLD, { number: 'S-3', contact: 'Bo & Co.', amount: '50.00' });
    sell(sandbox, OLD, { number: 'S-4', contact: 'Ed', amount: '70.10' });
    sell(sandbox, OLD, { number: 'S-5', contact: 'Ana Ltd', amount: '30.00' });
    sell(sandbox, OLD, { number: 'S-6', contact: 'Dora', amount: '5.00' });
    sell(sandbox, NEW, { number: 'S-1', contact: 'ANA LIMITED', amount: '100.00' });
    sell(sandbox, NEW, { number: 'S-2', contact: 'ANA LIMITED', amount: '20.00', paid: true });
    sell(sandbox, NEW, { number: 's-3', contact: 'Bo and Co', amount: '50.00' });
    sell(sandbox, NEW, { number: 'S-5', contact: 'ANA LIMITED', amount: '40.00' });
    sell(sandbox, NEW, { number: 'S-6', contact: 'Dora Two', amount: '5.00' });
    sell(sandbox, NEW, { number: 'S-9', contact: 'Fay', amount: '9.00' });
  });
  beforeEach(async () => {
    sandbox.clearFaults();
    firm = await addConnectedFirm(portal, sandbox, OLD);
    steps = conversionSteps(portal, sandbox, firm);
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const mirror = () =>
    portal.services.store.firm(firm.firmId, async (query) => ({
      customers: await query
        .selectFrom('customers')
        .select(['id', 'name', 'xero_contact_id', 'retired_at'])
        .orderBy('name')
        .execute(),
      invoices: await query
        .selectFrom('invoices')
        .select(['id', 'number', 'xero_invoice_id', 'xero_contact_id', 'total', 'retired_at'])
        .orderBy('number')
        .execute(),
    }));
  const audit = () =>
    portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('audit_entries').select(['action', 'details']).orderBy('id').execute(),
    );
  const connectionsOf = () =>
    portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('connections').select(['id', 'state', 'organisation']).execute(),
    );
  const integration = () =>
    steps.ask<Record<string, unknown>>('GET', `/api/integrations/${firm.integrationId}`);
  const refusal = async (answer: Response) => {
    expect(answer.status).toBe(409);
    return (await answer.json()) as { code: string; detail: string };
  };
  /** A firm with the old books in its mirror, and a comparison with the new ones. */
  const compared = async () => {
    await steps.sync();
    const { id } = await steps.begin();
    expect(await steps.authorise(NEW)).toBe('authorised');
    return { id, conversion: await steps.compare(id) };
  };
  const decideAll = async (id: string) => {
    await steps.decideTogether(id, { confidence: 'certain', decision: 'confirmed' });
    await steps.decideTogether(id, { confidence: 'likely', decision: 'confirmed' });
    await steps.decideTogether(id, { confidence: 'ambiguous', decision: 'rejected' });
  };

  test('another organisation is accepted as the pending one only while a conversion is open, and Save does not take it over', async () => {
    expect(await steps.authorise(NEW)).toBe('other_organisation');
    const { id } = await steps.begin();
    expect(await steps.authorise(NEW)).toBe('authorised');
    expect(await steps.read(id)).toMatchObject({ state: 'connected', organisation: { name: NEW } });
    await steps.ask('PATCH', `/api/integrations/${firm.integrationId}`, { paused: false });
    expect(await integration()).toMatchObject({
      organisation: { name: OLD },
      pendingOrganisation: { name: NEW },
      conversionId: id,
    });
    await steps.ask('DELETE', `/api/conversions/${id}`);
    expect(await integration()).toMatchObject({ pendingOrganisation: null, conversionId: null });
    expect(await steps.authorise(NEW)).toBe('other_organisation');
  });

  test('a dry run suggests by number, email and name, says how sure it is and what differs, and changes nothing', async () => {
    await steps.sync();
    const before = await mirror();
    const { id } = await steps.begin();
    await steps.authorise(NEW);
    const conversion = await steps.compare(id);
    expect(conversion).toMatchObject({
      state: 'compared',
      comparing: false,
      problem: null,
      customers: { certain: 2, likely: 1, ambiguous: 1, none: 1, undecided: 4, onlyThere: 6 },
      invoices: { certain: 3, likely: 2, ambiguous: 0, none: 1, undecided: 5, onlyThere: 6 },
      openWithoutCounterpart: [{ currency: 'NZD', due: '255.10', invoices: 5 }],
    });
    const customers = await steps.matches(id, 'customer');
    expect(
      customers.map(({ name, confidence, agrees, differs, counterpart }) => [
        name,
        confidence,
        agrees,
        differs,
        counterpart?.name ?? null,
      ]),
    ).toEqual([
      ['Ana Ltd', 'certain', ['number', 'name', 'email'], [], 'ANA LIMITED'],
      ['Bo & Co.', 'likely', ['name'], ['email'], 'Bo and Co'],
      ['Cee', 'certain', ['name'], [], 'Cee'],
      ['Dora', 'ambiguous', [], [], null],
      ['Ed', 'none', [], [], null],
    ]);
    const invoices = await steps.matches(id, 'invoice');
    expect(
      invoices
        .toSorted((a, b) => (a.number ?? '').localeCompare(b.number ?? ''))
        .map(({ number, confidence, differs, counterpart }) => [
          number,
          confidence,
          differs,
          counterpart?.total ?? null,
        ]),
    ).toEqual([
      ['S-1', 'certain', [], '100.00'],
      ['S-2', 'certain', [], '20.00'],
      ['S-3', 'certain', [], '50.00'],
      ['S-4', 'none', [], null],
      ['S-5', 'likely', ['total', 'due'], '40.00'],
      ['S-6', 'likely', ['customer'], '5.00'],
    ]);
    expect(await mirror()).toEqual(before);
    expect(await connectionsOf()).toHaveLength(2);
  });

  test('the whole way: ids survive, what has no counterpart is history, and the figures are the new organisation’s', async () => {
    const { id } = await compared();
    const before = await mirror();
    const owed = await steps.due();
    expect(owed).toEqual(sandbox.books(OLD).truth().due);
    const ownId = (name: string) => before.customers.find((row) => row.name === name)?.id;
    await steps.decideTogether(id, { confidence: 'certain', decision: 'confirmed' });
    await steps.decideTogether(id, { confidence: 'likely', decision: 'confirmed' });
    const { items } = await steps.ask<{ items: { xeroId: string; name: string }[] }>(
      'GET',
      `/api/conversions/${id}/candidates?kind=customer&q=dora%20two`,
    );
    const chosen = await steps.decide(id, {
      kind: 'customer',
      ownId: ownId('Dora'),
      decision: 'confirmed',
      xeroId: items[0]?.xeroId,
    });
    expect(chosen.status).toBe(200);
    sandbox.clearRequests();
    const switched = await steps.trySwitch(id);
    expect(switched.status).toBe(200);
    expect(await switched.json()).toMatchObject({ state: 'switched', customers: { confirmed: 4 } });
    expect(await integration()).toMatchObject({
      organisation: { name: NEW },
      pendingOrganisation: null,
      status: 'connected',
      conversionId: null,
      paymentAccountId: null,
      lastSuccessfulSyncAt: null,
    });
    expect(await connectionsOf()).toMatchObject([{ state: 'active', organisation: { name: NEW } }]);

    const run = await steps.sync();
    expect(run).toMatchObject({ status: 'succeeded' });
    const after = await mirror();
    for (const row of before.customers) expect(after.customers.map(({ id: own }) => own)).toContain(row.id);
    for (const row of before.invoices) expect(after.invoices.map(({ id: own }) => own)).toContain(row.id);
    expect(after.customers.filter((row) => row.retired_at).map(({ name }) => name)).toEqual(['Ed']);
    expect(after.invoices.filter((row) => row.retired_at).map(({ number }) => number)).toEqual(['S-4']);
    expect(after.customers.find((row) => row.id === ownId('Ana Ltd'))?.name).toBe('ANA LIMITED');
    expect(
      after.invoices.find((row) => row.id === before.invoices.find(({ number }) => number === 'S-5')?.id),
    ).toMatchObject({ total: '40.00', retired_at: null });
    expect(await steps.due()).toEqual(sandbox.books(NEW).truth().due);
    // Nobody is there twice.
    expect(after.customers.filter((row) => !row.retired_at)).toHaveLength(6);
    expect(after.invoices.filter((row) => !row.retired_at)).toHaveLength(6);
    const shown = await steps.ask<Customer>('GET', `/api/customers/${ownId('Ed')}`);
    expect(shown).toMatchObject({ name: 'Ed', balance: [] });
    const history = await steps.ask<{ items: Invoice[] }>(
      'GET',
      `/api/firms/${firm.firmId}/invoices?customerId=${ownId('Ed')}`,
    );
    expect(history.items).toMatchObject([{ number: 'S-4', overdue: false }]);
    expect((await audit()).map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'conversion.begun',
        'conversion.comparison_requested',
        'conversion.decided',
        'conversion.decided_together',
        'conversion.switched',
        'conversion.former_access_ended_at_xero',
      ]),
    );
  });

  test('a firm that returns to books it had before takes its history back', async () => {
    const { id } = await compared();
    await decideAll(id);
    expect((await steps.trySwitch(id)).status).toBe(200);
    await steps.sync();
    const before = await mirror();
    const back = await steps.begin();
    await steps.authorise(OLD);
    await steps.compare(back.id);
    // What is history here is nobody else's counterpart.
    const [someone] = await steps.matches(back.id, 'customer');
    const history = before.customers.find((row) => row.name === 'Ed')?.xero_contact_id;
    expect(history).toBeDefined();
    const chosen = { kind: 'customer', decision: 'confirmed', ownId: someone?.ownId, xeroId: history };
    expect((await steps.decide(back.id, chosen)).status).toBe(400);
    await decideAll(back.id);
    expect((await steps.trySwitch(back.id)).status).toBe(200);
    expect(await steps.sync()).toMatchObject({ status: 'succeeded' });
    expect(await steps.due()).toEqual(sandbox.books(OLD).truth().due);
    const after = await mirror();
    const ed = (rows: typeof before) => rows.customers.find((row) => row.name === 'Ed');
    expect(ed(before)?.retired_at).not.toBeNull();
    expect(ed(after)).toMatchObject({ id: ed(before)?.id, retired_at: null });
  });

  test('the switch is refused until everything is decided, compared anew and authorised, and while a run is under way', async () => {
    await steps.sync();
    const { id } = await steps.begin();
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('not compared');
    await steps.authorise(NEW);
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('not compared');
    await steps.compare(id);
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('9 suggestions');
    await decideAll(id);
    const fresh = sell(sandbox, OLD, { number: 'S-7', contact: 'Ed', amount: '1.00' });
    await steps.sync();
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('added since');
    sandbox.books(OLD).voidInvoice(fresh);
    await steps.compare(id);
    await steps.ask('POST', `/api/integrations/${firm.integrationId}/syncs`, {});
    expect(await refusal(await steps.trySwitch(id))).toMatchObject({
      code: 'not_possible_now',
      detail: expect.stringContaining('under way'),
    });
    await steps.sync();
    await steps.ask('DELETE', `/api/integrations/${firm.integrationId}/pending`);
    expect(await steps.read(id)).toMatchObject({ state: 'begun' });
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('not compared');
    await steps.authorise(NEW);
    expect(await steps.compare(id)).toMatchObject({ customers: { confirmed: 3, rejected: 1 } });
    expect((await steps.trySwitch(id)).status).toBe(200);
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('has ended');
    expect((await mirror()).customers.filter((row) => row.retired_at)).toHaveLength(2);
  });

  test('abandoning leaves everything as before it was begun, and ends the access that it had asked for', async () => {
    await steps.sync();
    const before = { mirror: await mirror(), connections: await connectionsOf() };
    const { id } = await steps.begin();
    await steps.authorise(FOURTH);
    expect(await steps.compare(id)).toMatchObject({ customers: { certain: 1 } });
    await decideAll(id);
    sandbox.clearRequests();
    await steps.ask('DELETE', `/api/conversions/${id}`);
    expect({ mirror: await mirror(), connections: await connectionsOf() }).toEqual(before);
    expect(await steps.read(id)).toMatchObject({ state: 'abandoned', customers: { confirmed: 0 } });
    expect(sandbox.requests().filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(await steps.sync()).toMatchObject({ status: 'succeeded' });
    expect((await refusal(await steps.trySwitch(id))).detail).toContain('has ended');
    const { id: next } = await steps.begin();
    expect(next).not.toBe(id);
    await steps.ask('DELETE', `/api/conversions/${next}`);
  });

  test('one record cannot be the counterpart of two, a made-up one of none, and several are never confirmed together', async () => {
    const { id } = await compared();
    const customers = await steps.matches(id, 'customer');
    const named = (name: string) => customers.find((row) => row.name === name);
    const ana = named('Ana Ltd')?.counterpart?.xeroId;
    const about = { kind: 'customer', decision: 'confirmed' };
    expect((await steps.decide(id, { ...about, ownId: named('Ana Ltd')?.ownId })).status).toBe(200);
    for (const xeroId of [ana, 'made up', undefined]) {
      const answer = await steps.decide(id, { ...about, ownId: named('Ed')?.ownId, xeroId });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ fields: { xeroId: expect.any(String) } });
    }
    await expect(
      steps.decideTogether(id, { confidence: 'ambiguous', decision: 'confirmed' }),
    ).rejects.toThrow('400');
    // Opened again, it can be somebody else's.
    await steps.decide(id, { kind: 'customer', decision: 'open', ownId: named('Ana Ltd')?.ownId });
    expect((await steps.decide(id, { ...about, ownId: named('Ed')?.ownId, xeroId: ana })).status).toBe(200);
    const certain = { kind: 'customer', confidence: 'certain', decision: 'confirmed' };
    expect(await steps.decideTogether(id, certain)).toEqual({ decided: 1 });
    await steps.ask('DELETE', `/api/conversions/${id}`);
  });

  test('a third organisation in place of the second forgets what was compared with that', async () => {
    const { id } = await compared();
    await decideAll(id);
    await steps.authorise(THIRD);
    expect(await steps.read(id)).toMatchObject({
      state: 'connected',
      organisation: { name: THIRD },
      customers: { confirmed: 0 },
      comparedAt: null,
    });
    expect(await steps.compare(id)).toMatchObject({ customers: { none: 5, undecided: 0 } });
    await steps.ask('DELETE', `/api/conversions/${id}`);
  });

  test('a comparison that breaks off says why, keeps what it read, and goes on from there', async () => {
    await steps.sync();
    const { id } = await steps.begin();
    await steps.authorise(NEW);
    sandbox.addFault({ match: { path: '/Invoices' }, effect: { status: 404, body: 'gone' } });
    expect(await steps.compare(id)).toMatchObject({
      state: 'connected',
      comparing: false,
      problem: { message: expect.stringContaining('could not be read to its end') },
      customers: { onlyThere: 6 },
    });
    sandbox.clearFaults();
    expect(await steps.compare(id)).toMatchObject({ state: 'compared', problem: null });
    await steps.ask('DELETE', `/api/conversions/${id}`);
  });

  test('a comparison whose worker stops or dies goes to another one', async () => {
    await steps.sync();
    const { id } = await steps.begin();
    await steps.authorise(NEW);
    await steps.ask('POST', `/api/conversions/${id}/comparison`);
    const stop = new AbortController();
    sandbox.addFault({ match: { path: '/Contacts' }, times: 1, effect: { act: () => stop.abort() } });
    await compareWaiting(portal.services, stop.signal);
    expect(await steps.read(id)).toMatchObject({ comparing: true, state: 'connected' });
    await portal.services.store.firm(firm.firmId, (query) =>
      query
        .updateTable('conversions')
        .set({ lease_token: firm.firmId, lease_until: new Date(clock.now().getTime() + 60_000) })
        .where('id', '=', id)
        .execute(),
    );
    const never = new AbortController().signal;
    await compareWaiting(portal.services, never);
    expect(await steps.read(id)).toMatchObject({ comparing: true });
    clock.advance(60_000);
    await compareWaiting(portal.services, never);
    expect(await steps.read(id)).toMatchObject({ comparing: false, state: 'compared' });
    await steps.ask('DELETE', `/api/conversions/${id}`);
  });

  test('only staff convert; the firm’s own people see it', async () => {
    const { id } = await compared();
    for (const role of ['owner', 'viewer'] as const) {
      const { cookie } = await addTestUser(portal.services, { firmId: firm.firmId, role });
      const path = `/api/conversions/${id}`;
      expect((await portal.request('GET', path, { cookie })).status).toBe(200);
      for (const [method, where] of [
        ['DELETE', path],
        ['POST', `${path}/switch`],
        ['POST', `${path}/comparison`],
        ['POST', `/api/integrations/${firm.integrationId}/conversions`],
      ] as const)
        expect((await portal.request(method, where, { cookie })).status).toBe(403);
    }
    await steps.ask('DELETE', `/api/conversions/${id}`);
  });

  test('an integration without books is not converted, and has one conversion at a time', async () => {
    await steps.begin();
    await expect(steps.begin()).rejects.toThrow('409');
    await portal.services.store.firm(firm.firmId, async (query) => {
      await query.updateTable('conversions').set({ state: 'abandoned' }).execute();
      await query.updateTable('integrations').set({ organisation: null }).execute();
    });
    await expect(steps.begin()).rejects.toThrow('no organisation yet');
  });
});
