import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Integration } from './schemas.ts';

const SMALL = { contacts: 1, invoices: 0 };

describe.each(BACKENDS)('the return from Xero on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firmId: string;
  let id: string;
  let owner: Awaited<ReturnType<typeof addTestUser>>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [
        { name: 'First Books', ...SMALL },
        { name: 'Second Books', ...SMALL },
        { name: 'Third Books', ...SMALL },
        { name: 'Fourth Books', ...SMALL },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  beforeEach(async () => {
    firmId = await addTestFirm(portal.services);
    const staff = await addTestUser(portal.services, { staff: true });
    owner = await addTestUser(portal.services, { firmId, role: 'owner' });
    const created = await portal.request('POST', `/api/firms/${firmId}/integrations`, {
      cookie: staff.cookie,
      body: { platform: 'xero' },
    });
    ({ id } = await readJson<Integration>(created));
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const start = async (cookie = owner.cookie): Promise<string> => {
    const answer = await portal.request('POST', `/api/integrations/${id}/authorization`, { cookie });
    expect(answer.status).toBe(200);
    return (await readJson<{ url: string }>(answer)).url;
  };
  const comeBack = async (callback: string, cookie: string | undefined = owner.cookie) => {
    const { pathname, search } = new URL(callback);
    const answer = await runWithTime(
      clock,
      Promise.resolve(portal.request('GET', pathname + search, cookie ? { cookie } : {})),
    );
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).not.toMatch(/code=|state=/);
    return Object.fromEntries(new URL(location, 'http://portal').searchParams);
  };
  const read = async () =>
    await readJson<Integration>(
      await portal.request('GET', `/api/integrations/${id}`, { cookie: owner.cookie }),
    );
  const takenBack = () => sandbox.requests().filter(({ method }) => method === 'DELETE').length;
  const save = async () =>
    await portal.request('PATCH', `/api/integrations/${id}`, { cookie: owner.cookie, body: {} });

  test('leaves the organisation pending, and nothing is connected until it is saved', async () => {
    const callback = await sandbox.authorise(await start(), { organisation: 'First Books' });
    expect(await comeBack(callback)).toEqual({ outcome: 'authorised', integration: id, firm: firmId });
    const pending = await read();
    expect(pending.status).toBe('not_connected');
    expect(pending.pendingOrganisation).toMatchObject({ name: 'First Books', baseCurrency: 'NZD' });

    expect((await save()).status).toBe(200);
    const saved = await read();
    expect(saved).toMatchObject({
      status: 'connected',
      pendingOrganisation: null,
      connectedBy: 'Test person',
    });
    expect(saved.organisation?.name).toBe('First Books');
    expect(saved.nextSyncAt).not.toBeNull();
  });

  test('check 6: refuses a state that was never given out', async () => {
    expect(await comeBack('http://portal/xero/callback?code=x&state=made-up')).toEqual({
      outcome: 'state_unknown',
    });
    expect(await comeBack('http://portal/xero/callback')).toEqual({ outcome: 'state_unknown' });
  });

  test('check 6: refuses a state the second time, also when both come at once', async () => {
    const callback = await sandbox.authorise(await start());
    const outcomes = await Promise.all([comeBack(callback), comeBack(callback)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['authorised', 'state_used']);
    expect((await comeBack(callback)).outcome).toBe('state_used');
  });

  test('check 6: refuses a state after ten minutes', async () => {
    const callback = await sandbox.authorise(await start());
    clock.advance(10 * 60_000);
    expect((await comeBack(callback)).outcome).toBe('state_expired');
    expect((await read()).pendingOrganisation).toBeNull();
  });

  test('check 6: refuses another session, tells it nothing, and takes nothing away from the one that began', async () => {
    const colleague = await addTestUser(portal.services, { firmId, role: 'admin' });
    const callback = await sandbox.authorise(await start());
    for (const stranger of [colleague.cookie, ''])
      expect(await comeBack(callback, stranger)).toEqual({ outcome: 'foreign_session' });
    expect((await read()).pendingOrganisation).toBeNull();
    expect((await comeBack(callback)).outcome).toBe('authorised');
  });

  test('check 6: a return leads to the portal’s own page whatever its address asks for, and a refused one stores nothing', async () => {
    const callback = await sandbox.authorise(await start());
    const elsewhere = 'redirect=https://evil.example&returnTo=//evil.example&outcome=authorised';
    for (const query of [`${elsewhere}&state=made-up&code=x`, `${elsewhere}&code=x`, elsewhere]) {
      const answer = await portal.request('GET', `/xero/callback?${query}`, { cookie: owner.cookie });
      expect(answer.headers.get('location')).toBe('/authorised?outcome=state_unknown');
    }
    const stored = await portal.services.store.firm(firmId, (query) =>
      query.selectFrom('connections').select('id').execute(),
    );
    expect(stored).toEqual([]);
    expect((await comeBack(`${callback}&${elsewhere}`)).outcome).toBe('authorised');
  });

  test('says that access was denied, and nothing changes', async () => {
    const callback = await sandbox.authorise(await start(), { deny: true });
    expect((await comeBack(callback)).outcome).toBe('denied');
    expect((await read()).pendingOrganisation).toBeNull();
  });

  test('says that Xero is away when the code cannot be exchanged', async () => {
    const callback = await sandbox.authorise(await start());
    sandbox.addFault({ match: { path: '/connect/token' }, effect: { status: 503 } });
    expect((await comeBack(callback)).outcome).toBe('xero_unavailable');
  });

  test('says that no organisation was chosen when Xero connects none', async () => {
    const callback = await sandbox.authorise(await start());
    sandbox.addFault({
      match: { path: '/connections' },
      effect: { status: 200, headers: { 'content-type': 'application/json' }, body: '[]' },
    });
    expect((await comeBack(callback)).outcome).toBe('no_organisation');
  });

  test('refuses another organisation than the pinned one, takes it back at Xero, and the old one stays', async () => {
    await comeBack(await sandbox.authorise(await start(), { organisation: 'First Books' }));
    await save();
    sandbox.clearRequests();
    const callback = await sandbox.authorise(await start(), { organisation: 'Second Books' });
    expect((await comeBack(callback)).outcome).toBe('other_organisation');
    expect(takenBack()).toBe(1);
    expect(await read()).toMatchObject({
      status: 'connected',
      organisation: { name: 'First Books' },
      pendingOrganisation: null,
    });
    const answer = await portal.request('POST', `/api/integrations/${id}/test`, { cookie: owner.cookie });
    expect(await answer.json()).toMatchObject({ ok: true });
  });

  test('takes back at Xero the pending organisation that another one replaces, and not the same one chosen again', async () => {
    const authorise = async (organisation: string) => {
      const { pathname, search } = new URL(await sandbox.authorise(await start(), { organisation }));
      await portal.request('GET', pathname + search, { cookie: owner.cookie });
      expect((await read()).pendingOrganisation?.name).toBe(organisation);
    };
    sandbox.clearRequests();
    await authorise('Third Books');
    await authorise('Third Books');
    expect(takenBack()).toBe(0);
    await authorise('Second Books');
    expect(takenBack()).toBe(1);
  });

  test('takes back at Xero what it connected when its books cannot be read', async () => {
    const callback = await sandbox.authorise(await start(), { organisation: 'Fourth Books' });
    sandbox.clearRequests();
    sandbox.addFault({ match: { path: '/api.xro' }, effect: { status: 503 } });
    expect((await comeBack(callback)).outcome).toBe('xero_unavailable');
    expect(takenBack()).toBe(1);
    expect((await read()).pendingOrganisation).toBeNull();
  });

  test('takes the pinned organisation when Xero lists it under an earlier sign-in', async () => {
    await comeBack(await sandbox.authorise(await start(), { organisation: 'First Books' }));
    await save();
    const callback = await sandbox.authorise(await start(), { organisation: 'First Books' });
    sandbox.addFault({
      match: { path: 'authEventId=' },
      effect: { status: 200, headers: { 'content-type': 'application/json' }, body: '[]' },
    });
    expect((await comeBack(callback)).outcome).toBe('authorised');
    expect((await read()).pendingOrganisation?.name).toBe('First Books');
  });

  test('a viewer may not begin, and one who became a viewer meanwhile may not finish', async () => {
    const viewer = await addTestUser(portal.services, { firmId, role: 'viewer' });
    const refused = await portal.request('POST', `/api/integrations/${id}/authorization`, {
      cookie: viewer.cookie,
    });
    expect(refused.status).toBe(403);

    const admin = await addTestUser(portal.services, { firmId, role: 'admin' });
    const callback = await sandbox.authorise(await start(admin.cookie));
    await portal.services.store.system((query) =>
      query.updateTable('memberships').set({ role: 'viewer' }).where('user_id', '=', admin.userId).execute(),
    );
    expect((await comeBack(callback, admin.cookie)).outcome).toBe('foreign_session');
  });
});
