import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { storeAccounts } from './store-accounts.ts';

const SMALL = { contacts: 1, invoices: 0 };

describe.each(BACKENDS)('disconnecting on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    clock = createTestClock();
  });
  beforeEach(async () => {
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [
        { name: 'First Books', ...SMALL },
        { name: 'Second Books', ...SMALL },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  afterEach(async () => {
    await portal.close();
    await sandbox.close();
  });

  /** Time stands still unless Xero is to be waited for. */
  const disconnect = async (firm: Awaited<ReturnType<typeof addConnectedFirm>>, { waiting = false } = {}) => {
    sandbox.clearRequests();
    const asked = Promise.resolve(
      portal.request('DELETE', `/api/integrations/${firm.integrationId}/connection`, {
        cookie: firm.owner.cookie,
      }),
    );
    expect((await (waiting ? runWithTime(clock, asked) : asked)).status).toBe(204);
    return sandbox
      .requests()
      .filter(({ method, path }) => method === 'DELETE' || path === '/connect/revocation')
      .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`);
  };
  const outcomes = async (firmId: string) =>
    (
      await portal.services.store.firm(firmId, (query) =>
        query
          .selectFrom('audit_entries')
          .select('details')
          .where('action', '=', 'integration.access_ended_at_xero')
          .execute(),
      )
    ).map(({ details }) => details.outcome);

  test('erases the tokens, keeps the data and the pinned organisation, and revokes the grant', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'First Books');
    await portal.services.store.firm(firm.firmId, (query) =>
      storeAccounts(query, firm.firmId, [
        {
          id: 'bank',
          code: null,
          name: 'Bank',
          type: 'BANK',
          status: 'ACTIVE',
          currency: null,
          takesPayments: true,
          systemAccount: null,
          updatedAt: null,
        },
      ]),
    );
    expect(await disconnect(firm)).toEqual(['POST /connect/revocation']);
    const read = await portal.request('GET', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
    });
    expect(await readJson(read)).toMatchObject({
      status: 'disconnected',
      organisation: { name: 'First Books' },
      connectedAt: null,
      nextSyncAt: null,
    });
    const left = await portal.services.store.firm(firm.firmId, async (query) => ({
      connections: await query.selectFrom('connections').select('id').execute(),
      accounts: await query.selectFrom('accounts').select('xero_account_id').execute(),
    }));
    expect(left).toEqual({ connections: [], accounts: [{ xero_account_id: 'bank' }] });
    expect(await outcomes(firm.firmId)).toEqual(['revoked']);

    expect(await disconnect(firm)).toEqual([]);
    expect(await (await firm.connect()).json()).toMatchObject({ status: 'connected' });
  });

  test('leaves the person’s other organisations connected', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'First Books');
    const other = await addConnectedFirm(portal, sandbox, 'Second Books');
    expect(await disconnect(firm)).toEqual(['DELETE /connections/{id}']);
    const test = await portal.request('POST', `/api/integrations/${other.integrationId}/test`, {
      cookie: other.owner.cookie,
    });
    expect(await test.json()).toMatchObject({ ok: true });
  });

  test('leaves an organisation that another firm uses connected too', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'First Books');
    await addConnectedFirm(portal, sandbox, 'First Books');
    expect(await disconnect(firm)).toEqual([]);
    expect(await outcomes(firm.firmId)).toEqual(['kept']);
  });

  test('goes through when Xero cannot be reached, and the page and the audit say that it could not be told', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'First Books');
    sandbox.addFault({ match: { path: '' }, effect: { drop: 'before' } });
    await disconnect(firm, { waiting: true });
    expect(await outcomes(firm.firmId)).toEqual(['unreachable']);
    const read = await portal.request('GET', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
    });
    expect(await readJson(read)).toMatchObject({
      status: 'disconnected',
      problem: { code: 'still_open_at_xero' },
    });
    const connections = await portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('connections').select('id').execute(),
    );
    expect(connections).toEqual([]);
  });

  test('waits ten seconds for a slow Xero, and ends nothing there after it has said that it could not', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'First Books');
    sandbox.addFault({ match: { path: '/connections' }, effect: { delayMs: 1_500 } });
    const askedAt = clock.now().getTime();
    expect(await disconnect(firm, { waiting: true })).toEqual([]);
    expect(clock.now().getTime() - askedAt).toBeLessThan(15_000);
    expect(await outcomes(firm.firmId)).toEqual(['unreachable']);
    const answered = () => sandbox.requests().some(({ path }) => path === '/connections');
    await expect.poll(answered, { timeout: 5_000 }).toBe(true);
    expect(sandbox.requests().map(({ path }) => path)).toEqual(['/connections']);
  });
});
