import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Integration, PaymentAccount } from './schemas.ts';
import { storeAccounts } from './store-accounts.ts';

const ACCOUNT = {
  code: null,
  type: 'REVENUE',
  status: 'ACTIVE',
  currency: null,
  takesPayments: true,
  systemAccount: null,
  updatedAt: null,
};

describe.each(BACKENDS)('saving an integration on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 1, invoices: 0 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  beforeEach(async () => {
    firm = await addConnectedFirm(portal, sandbox, 'Books');
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const save = async (body: object, cookie = firm.owner.cookie) =>
    await portal.request('PATCH', `/api/integrations/${firm.integrationId}`, { cookie, body });
  const saved = async (body: object) => {
    const answer = await save(body);
    expect(answer.status).toBe(200);
    return await readJson<Integration>(answer);
  };
  const auditOf = () =>
    portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('audit_entries').select(['action', 'actor_id', 'details']).orderBy('id').execute(),
    );

  test('with nothing pending and nothing to change is no error and leaves no trace', async () => {
    const before = (await auditOf()).length;
    expect(await saved({})).toMatchObject({ status: 'connected' });
    expect(await saved({ paused: false })).toMatchObject({ status: 'connected' });
    expect((await auditOf()).length).toBe(before);
  });

  test('a reconnect keeps everything, and ends the failures counted and the problem shown', async () => {
    await saved({ syncFrom: '2026-01-01T00:00:00Z' });
    await portal.services.store.firm(firm.firmId, (query) =>
      query
        .updateTable('integrations')
        .set({
          status: 'reconnect_needed',
          failures_in_a_row: 7,
          next_sync_at: null,
          problem: JSON.stringify({ code: 'access_ended', message: 'Ended.', action: 'Authorise.' }),
        })
        .execute(),
    );
    const answer = await firm.connect();
    expect(await answer.json()).toMatchObject({
      id: firm.integrationId,
      status: 'connected',
      problem: null,
      syncFrom: '2026-01-01T00:00:00.000Z',
      nextSyncAt: expect.any(String),
    });
  });

  test('the old grant is not revoked at Xero when a new connection takes its place', async () => {
    sandbox.clearRequests();
    await firm.connect();
    expect(sandbox.requests().map(({ path }) => path)).not.toContain('/connect/revocation');
  });

  test('Sync From waits for the next run, and can be taken back until then', async () => {
    expect((await saved({ syncFrom: '2026-02-01T10:30:00Z' })).syncFrom).toBe('2026-02-01T10:30:00.000Z');
    expect((await saved({ syncFrom: null })).syncFrom).toBeNull();
  });

  test.each(['2026-03-02T09:00:01Z', '1999-12-31T23:59:59Z', 'yesterday'])(
    'Sync From refuses %s and names the field',
    async (syncFrom) => {
      const answer = await save({ syncFrom });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        code: 'invalid_input',
        fields: { syncFrom: expect.any(String) },
      });
    },
  );

  test('payments go to an active account that takes them, of this firm, and all or nothing is saved', async () => {
    await portal.services.store.firm(firm.firmId, (query) =>
      storeAccounts(query, firm.firmId, [
        { ...ACCOUNT, id: 'bank', name: 'Bank' },
        { ...ACCOUNT, id: 'archived', name: 'Old bank', status: 'ARCHIVED' },
        { ...ACCOUNT, id: 'sales', name: 'Sales', takesPayments: false },
      ]),
    );
    const listed = await portal.request('GET', `/api/integrations/${firm.integrationId}/payment-accounts`, {
      cookie: firm.owner.cookie,
    });
    const { items } = await readJson<{ items: PaymentAccount[] }>(listed);
    expect(items).toEqual([{ id: 'bank', code: null, name: 'Bank', currency: null }]);

    expect((await saved({ paymentAccountId: 'bank' })).paymentAccountId).toBe('bank');
    for (const paymentAccountId of ['archived', 'sales', 'unknown']) {
      const answer = await save({ syncFrom: '2026-01-01T00:00:00Z', paymentAccountId });
      expect(await answer.json()).toMatchObject({ fields: { paymentAccountId: expect.any(String) } });
    }
    const other = await addConnectedFirm(portal, sandbox, 'Books');
    const foreign = await portal.request('PATCH', `/api/integrations/${other.integrationId}`, {
      cookie: other.owner.cookie,
      body: { paymentAccountId: 'bank' },
    });
    expect(foreign.status).toBe(400);
    expect(await saved({})).toMatchObject({ paymentAccountId: 'bank', syncFrom: null });
    expect((await saved({ paymentAccountId: null })).paymentAccountId).toBeNull();
  });

  test('pausing stops the hourly runs and resuming brings them back', async () => {
    expect(await saved({ paused: true })).toMatchObject({ status: 'paused', nextSyncAt: null });
    expect(await saved({ paused: true })).toMatchObject({ status: 'paused' });
    const resumed = await saved({ paused: false });
    expect(resumed.status).toBe('connected');
    expect(Date.parse(resumed.nextSyncAt ?? '')).toBeGreaterThan(clock.now().getTime());
  });

  test('what is not connected cannot be paused', async () => {
    await portal.request('DELETE', `/api/integrations/${firm.integrationId}/connection`, {
      cookie: firm.owner.cookie,
    });
    expect((await save({ paused: true })).status).toBe(409);
    expect((await save({ paused: false })).status).toBe(200);
  });

  test('an organisation other than the pinned one is refused at saving too', async () => {
    await portal.services.store.firm(firm.firmId, async (query) => {
      const active = await query.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
      const { scopes, organisation, ...rest } = active;
      await query
        .insertInto('connections')
        .values({
          ...rest,
          id: firm.firmId,
          state: 'pending',
          scopes: [...scopes],
          organisation: JSON.stringify({ ...organisation, tenantId: 'another', name: 'Other' }),
        })
        .execute();
    });
    const answer = await save({ paused: true });
    expect(await answer.json()).toMatchObject({ code: 'other_organisation' });
    expect((await save({})).status).toBe(409);
    const discarded = await portal.request('DELETE', `/api/integrations/${firm.integrationId}/pending`, {
      cookie: firm.owner.cookie,
    });
    expect(discarded.status).toBe(204);
    expect(await saved({})).toMatchObject({ status: 'connected', pendingOrganisation: null });
  });

  test('every change is in the audit with the person who made it, and a viewer makes none', async () => {
    await saved({ paused: true });
    const last = (await auditOf()).at(-1);
    expect(last).toMatchObject({
      action: 'integration.saved',
      actor_id: firm.owner.userId,
      details: { paused: true },
    });
    const viewer = await addTestUser(portal.services, { firmId: firm.firmId, role: 'viewer' });
    expect((await save({ paused: false }, viewer.cookie)).status).toBe(403);
  });
});
