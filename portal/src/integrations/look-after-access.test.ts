import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { mailsTo } from '../../testing/mailbox.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal, testActor } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { lookAfterAccess } from './look-after-access.ts';
import { readIntegration } from './read-integration.ts';
import { saveIntegration } from './save.ts';
import { openTokens } from './stored-tokens.ts';

const DAY = 24 * 3_600_000;
const SMALL = { contacts: 1, invoices: 0 };
const OTHER = 'Books of somebody else';

describe.each(BACKENDS)('looking after access on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [
        { name: 'Books', ...SMALL },
        { name: 'Demo Company', ...SMALL },
        { name: OTHER, ...SMALL },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  afterEach(async () => {
    sandbox.clearFaults();
    // Each test looks at its own connections only.
    await portal.services.store.system((query) => query.deleteFrom('connections').execute());
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;
  const running = new AbortController().signal;
  const look = () => runWithTime(clock, lookAfterAccess(portal.services, running));
  const aDayLater = async () => {
    clock.advance(DAY);
    await look();
  };
  const looks = () => sandbox.requests().filter(({ path }) => path === '/connections').length;
  const addFirm = async (organisation = 'Books') => {
    const firm = await addConnectedFirm(portal, sandbox, organisation);
    await look();
    sandbox.clearRequests();
    return firm;
  };
  /** By the verbs: a session ends before some of these tests do. */
  const read = ({ firmId, integrationId }: Firm) => readIntegration(portal.services, firmId, integrationId);
  const pause = ({ firmId, integrationId }: Firm, paused: boolean) =>
    saveIntegration(portal.services, testActor({ firmId, role: 'admin' }), integrationId, { paused });
  const authorise = async ({ integrationId, owner }: Firm, organisation: string) => {
    const started = await portal.request('POST', `/api/integrations/${integrationId}/authorization`, {
      cookie: owner.cookie,
    });
    const { url } = await readJson<{ url: string }>(started);
    const { pathname, search } = new URL(await sandbox.authorise(url, { organisation }));
    await portal.request('GET', pathname + search, { cookie: owner.cookie });
  };
  const audited = async ({ firmId }: Firm, action: string) =>
    await portal.services.store.firm(firmId, (query) =>
      query.selectFrom('audit_entries').select('details').where('action', '=', action).execute(),
    );
  const mails = ({ owner }: Firm, kindOfMail?: string) => mailsTo(portal.services, owner.email, kindOfMail);
  const revoke = async ({ firmId }: Firm) => {
    const { services } = portal;
    const { id, tokens } = await services.store.firm(firmId, (query) =>
      query.selectFrom('connections').select(['id', 'tokens']).executeTakeFirstOrThrow(),
    );
    const { refreshToken } = openTokens(services.secrets, { firmId, connectionId: id }, tokens);
    await services.xero.oauth.revoke(refreshToken);
  };

  test('asks once a day for each connection, whoever else looks, at a place that stays', async () => {
    await Promise.all([addFirm(), addFirm(), addFirm()]);
    const two = () =>
      Promise.all([lookAfterAccess(portal.services, running), lookAfterAccess(portal.services, running)]);
    const at = () =>
      portal.services.store.system((query) =>
        query.selectFrom('connections').select(['id', 'next_look_at']).orderBy('id').execute(),
      );
    const before = await at();
    expect(new Set(before.map((row) => row.next_look_at?.getTime())).size).toBe(3);
    await two();
    expect(looks()).toBe(0);
    clock.advance(DAY);
    await two();
    await two();
    expect(looks()).toBe(3);
    expect((await at()).map((row) => Number(row.next_look_at) % DAY)).toEqual(
      before.map((row) => Number(row.next_look_at) % DAY),
    );
  });

  test('keeps the grant of a paused integration alive for longer than the 60 days that Xero gives', async () => {
    const firm = await addFirm();
    await pause(firm, true);
    for (let day = 0; day < 90; day += 30) {
      clock.advance(29 * DAY);
      await aDayLater();
    }
    expect(await read(firm)).toMatchObject({ status: 'paused', problem: null });
    await pause(firm, false);
    expect(await mails(firm)).toEqual([]);
  });

  test('without a look for more than 60 days the grant is expired, and says so', async () => {
    const firm = await addFirm();
    clock.advance(61 * DAY);
    await look();
    expect(await read(firm)).toMatchObject({
      status: 'reconnect_needed',
      problem: { code: 'access_expired', message: expect.stringContaining('60 days') },
    });
    expect((await mails(firm, 'access_lost')).length).toBe(1);
  });

  test('a revoked grant is noticed within a day, told once, and asked for no more', async () => {
    const firm = await addFirm();
    await revoke(firm);
    await aDayLater();
    expect(await read(firm)).toMatchObject({
      status: 'reconnect_needed',
      problem: { code: 'access_revoked' },
    });
    const [mail] = await mails(firm);
    expect(mail?.body).toContain('can be brought back without a person');
    const other = await addFirm();
    await aDayLater();
    await aDayLater();
    expect(looks()).toBe(2);
    expect(await read(other)).toMatchObject({ status: 'connected' });
    expect(await read(firm)).toMatchObject({ status: 'reconnect_needed' });
    expect((await mails(firm)).length).toBe(1);
  });

  test('a disconnected organisation is noticed, and heals by itself when the same person connects it again', async () => {
    const firm = await addFirm();
    const other = await addFirm(OTHER);
    sandbox.disconnect('Books');
    await aDayLater();
    const lost = await read(firm);
    expect(lost).toMatchObject({
      status: 'reconnect_needed',
      nextSyncAt: null,
      problem: { code: 'disconnected_in_xero', message: expect.stringContaining('Books was disconnected') },
    });
    expect((await mails(firm)).map(({ subject }) => subject)).toEqual(['Connect Books to Xero again']);
    await aDayLater();
    expect((await mails(firm)).length).toBe(1);

    await addConnectedFirm(portal, sandbox, 'Books');
    await aDayLater();
    expect(await read(firm)).toMatchObject({ status: 'connected', problem: null });
    expect((await read(firm)).nextSyncAt).not.toBeNull();
    expect(await audited(firm, 'integration.access_back')).toEqual([
      { details: { code: 'disconnected_in_xero' } },
    ]);
    expect((await mails(firm)).map(({ subject }) => subject)).toEqual([
      'Connect Books to Xero again',
      'Books is connected to Xero again',
    ]);
    expect(await read(other)).toMatchObject({ status: 'connected' });
    expect(await mails(other)).toEqual([]);
  });

  test('what was paused when access ended is paused again when it comes back', async () => {
    const firm = await addFirm();
    await pause(firm, true);
    for (const { name } of sandbox.organisations) sandbox.disconnect(name);
    await aDayLater();
    expect(await read(firm)).toMatchObject({
      status: 'reconnect_needed',
      problem: { code: 'all_disconnected_in_xero' },
    });
    await addConnectedFirm(portal, sandbox, 'Books');
    await aDayLater();
    expect(await read(firm)).toMatchObject({ status: 'paused', problem: null, nextSyncAt: null });
    expect((await mails(firm, 'access_healed'))[0]?.body).toContain('paused as it was before');
  });

  test('Test Connection notices at once that the organisation is connected again', async () => {
    const firm = await addFirm();
    sandbox.disconnect('Books');
    await aDayLater();
    expect((await read(firm)).status).toBe('reconnect_needed');
    await addConnectedFirm(portal, sandbox, 'Books');
    const tested = await portal.request('POST', `/api/integrations/${firm.integrationId}/test`, {
      cookie: firm.owner.cookie,
    });
    expect(await tested.json()).toMatchObject({ ok: true });
    expect((await read(firm)).status).toBe('connected');
  });

  test('a demo company that Xero has reset is told from one that was disconnected', async () => {
    const firm = await addFirm('Demo Company');
    await portal.services.store.firm(firm.firmId, async (query) => {
      const { organisation } = await query
        .selectFrom('integrations')
        .select('organisation')
        .executeTakeFirstOrThrow();
      await query
        .updateTable('integrations')
        .set({ organisation: JSON.stringify({ ...organisation, isDemoCompany: true }) })
        .execute();
    });
    sandbox.resetOrganisation('Demo Company');
    await addConnectedFirm(portal, sandbox, 'Demo Company');
    await aDayLater();
    const { status, problem } = await read(firm);
    expect(status).toBe('reconnect_needed');
    expect(problem?.code).toBe('demo_reset');
    expect(problem?.action).toContain('conversion');
    expect((await mails(firm))[0]?.body).not.toContain('Online Auth');
  });

  test('an authorisation that nobody saves is kept alive for 30 days and then forgotten', async () => {
    const firm = await addFirm();
    await authorise(firm, 'Books');
    await look();
    clock.advance(27 * DAY);
    await aDayLater();
    expect((await read(firm)).pendingOrganisation).not.toBeNull();
    clock.advance(DAY);
    await aDayLater();
    expect((await read(firm)).pendingOrganisation).toBeNull();
    expect(await read(firm)).toMatchObject({ status: 'connected', problem: null });
    expect(await audited(firm, 'integration.pending_forgotten')).toEqual([
      { details: expect.objectContaining({ reason: 'not_saved_for_30_days' }) },
    ]);
    expect(await mails(firm)).toEqual([]);
  });

  test.each([
    ['the token endpoint', '/connect/token'],
    ['the list of connections', '/connections'],
  ])('a 503 or a silence of %s ends nothing, and is asked again within the hour', async (_, path) => {
    const firm = await addFirm();
    for (const effect of [{ status: 503 }, { drop: 'before' as const }]) {
      sandbox.addFault({ match: { path }, effect });
      await aDayLater();
      expect(await read(firm)).toMatchObject({ status: 'connected', problem: null });
      sandbox.clearFaults();
      sandbox.clearRequests();
      clock.advance(3_600_000);
      await look();
      expect(looks()).toBe(1);
    }
    expect(await mails(firm)).toEqual([]);
  });
});
