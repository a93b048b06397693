import type { LimitsSeen } from '@ledgerport/xero';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../../testing/connect.ts';
import { readJson } from '../../../testing/read-json.ts';
import { addTestUser } from '../../../testing/sign-in.ts';
import { createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { openXero } from '../open-xero.ts';
import type { AppUsage, Usage } from '../schemas.ts';
import { pruneUsage } from './prune-usage.ts';
import { createStoreLimiter } from './store-limiter.ts';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;

describe.each(BACKENDS)('the meters on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Firm;

  beforeAll(async () => {
    const organisations = ['Books', 'Others'].map((name) => ({ name, contacts: 3, invoices: 5 }));
    sandbox = await startSandbox({ organisations });
    portal = await createTestPortal(kind, { xero: sandbox });
    firm = await addConnectedFirm(portal, sandbox, 'Books');
    await addConnectedFirm(portal, sandbox, 'Others');
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const usageOf = async (cookie = firm.owner.cookie) =>
    readJson<Usage>(await portal.request('GET', `/api/integrations/${firm.integrationId}/usage`, { cookie }));
  const appUsage = async () =>
    readJson<AppUsage>(await portal.request('GET', '/api/usage', { cookie: firm.staff.cookie }));
  const nothing = { calls: 0, bytes: 0, billedBytes: 0, refused: 0 };

  test('show zeros, and the limits, before anything was read', async () => {
    const usage = await usageOf();
    expect(usage).toMatchObject({
      organisation: { name: 'Books' },
      minute: { calls: 0, limit: 60, inFlight: 0, inFlightLimit: 5 },
      today: { since: '2026-03-02T00:00:00.000Z', ...nothing },
      month: { since: '2026-03-01T00:00:00.000Z', ...nothing },
      day: { limit: null, left: null, toldAt: null, keptForPostings: null },
      pausedUntil: null,
      pausedBy: null,
      cost: { currency: 'AUD', tier: 'starter', soFar: '0.00', wholeMonth: '0.00' },
    });
  });

  test('count real calls with their bytes on the wire, and do not bill the organisation’s', async () => {
    const limiter = createStoreLimiter(portal.services.store, portal.clock);
    const services = { ...portal.services, xero: { ...portal.services.xero, limiter } };
    let bytes = 0;
    let organisationBytes = 0;
    const { xero } = await openXero(services, firm.firmId, firm.integrationId, {
      onCall(call) {
        bytes += call.bytes;
        if (call.resource === 'Organisation') organisationBytes += call.bytes;
      },
    });
    await xero.organisation();
    await xero.accounts();
    const usage = await usageOf();
    expect(organisationBytes).toBeGreaterThan(0);
    expect(usage.minute).toMatchObject({ calls: 2, inFlight: 0 });
    const used = { calls: 2, bytes, billedBytes: bytes - organisationBytes, refused: 0 };
    expect(usage.today).toMatchObject(used);
    expect(usage.month).toMatchObject(used);
    expect(usage.day).toMatchObject({ limit: 5_000, keptForPostings: 500 });
    expect(usage.day.left).toBeGreaterThan(4_900);
    portal.clock.advance(86_400_000);
    const tomorrow = await usageOf();
    expect(tomorrow.minute.calls).toBe(0);
    expect(tomorrow.today).toMatchObject({ since: '2026-03-03T00:00:00.000Z', ...nothing });
    expect(tomorrow.month).toMatchObject(used);
  });

  test('say until when reading pauses, and count the refusal', async () => {
    const limiter = createStoreLimiter(portal.services.store, portal.clock);
    const organisation = (await usageOf()).organisation;
    const seen: LimitsSeen = {
      dayLeft: 0,
      appLeft: 9_000,
      retryAfterSeconds: 7_200,
      limit: 'day',
      bytes: 0,
      isBilled: true,
    };
    await (await limiter.acquire(organisation?.tenantId ?? '')).release(seen);
    expect(await usageOf()).toMatchObject({
      today: { refused: 1 },
      pausedUntil: '2026-03-03T11:00:00.000Z',
      pausedBy: 'day',
    });
  });

  test('give staff the whole app’s, with what the month costs in every tier and who uses the most', async () => {
    const usage = await appUsage();
    const own = await usageOf();
    expect(usage).toMatchObject({
      minute: { limit: 9_500 },
      month: { calls: own.month.calls, bytes: own.month.bytes },
      connections: 2,
      mostCallsADay: 2,
      cheapest: 'starter',
      currency: 'AUD',
    });
    expect(usage.tiers.map(({ name, price, fits, soFar }) => [name, price, fits, soFar])).toEqual([
      ['starter', '0.00', true, '0.00'],
      ['core', '35.00', true, '35.00'],
      ['plus', '245.00', true, '245.00'],
      ['advanced', '1445.00', true, '1445.00'],
    ]);
    expect(usage.largest).toEqual([
      {
        firmId: firm.firmId,
        integrationId: firm.integrationId,
        name: 'Books',
        calls: own.month.calls,
        bytes: own.month.bytes,
        refused: 1,
      },
    ]);
  });

  test('are shown to a viewer of the firm, never to a stranger, and the whole app’s to staff alone', async () => {
    const viewer = await addTestUser(portal.services, { firmId: firm.firmId, role: 'viewer' });
    expect((await usageOf(viewer.cookie)).organisation?.name).toBe('Books');
    const ask = (path: string, cookie: string) => portal.request('GET', path, { cookie });
    expect((await ask('/api/usage', firm.owner.cookie)).status).toBe(403);
    const stranger = await addConnectedFirm(portal, sandbox, 'Others');
    const refused = await ask(`/api/integrations/${firm.integrationId}/usage`, stranger.owner.cookie);
    expect(refused.status).toBe(404);
  });

  test('are forgotten after thirteen months', async () => {
    const month = 31 * 86_400_000;
    const count = () =>
      portal.services.store.system((query) => query.selectFrom('xero_usage').selectAll().execute());
    const before = (await count()).length;
    portal.clock.advance(12 * month);
    await pruneUsage(portal.services);
    expect(await count()).toHaveLength(before);
    portal.clock.advance(2 * month);
    await pruneUsage(portal.services);
    expect(await count()).toEqual([]);
  });
});
