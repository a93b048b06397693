import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { mailsTo } from '../../testing/mailbox.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal, type TestPortal, testActor } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { notifyPeople } from '../integrations/notify-people.ts';
import { readIntegration } from '../integrations/read-integration.ts';
import { openTokens } from '../integrations/stored-tokens.ts';
import { testConnection } from '../integrations/test-connection.ts';
import { executeRun } from './run.ts';
import { syncNow } from './sync-now.ts';

const HOUR = 3_600_000;
const JSON_TYPE = { 'content-type': 'application/json' };
const NO_PERMISSION = {
  status: 401,
  headers: { ...JSON_TYPE, 'www-authenticate': 'insufficent_scope' },
  body: '{"Title":"Unauthorized","Status":401,"Detail":"AuthorizationUnsuccessful"}',
};
const FORBIDDEN = {
  status: 403,
  headers: JSON_TYPE,
  body: '{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}',
};

describe.each(BACKENDS)('a run that Xero refuses on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [
        { name: 'Books', contacts: 2, invoices: 3 },
        { name: 'Other Books', contacts: 1, invoices: 0 },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;
  const addFirm = () => addConnectedFirm(portal, sandbox, 'Books');
  const sync = async ({ firmId, integrationId }: Firm) => {
    const { services } = portal;
    const actor = testActor({ firmId, role: 'admin' });
    const { id } = await syncNow(services, actor, integrationId, { full: false });
    await runWithTime(clock, executeRun(services, { firmId, runId: id }, new AbortController().signal));
    const run = await services.store.firm(firmId, (query) =>
      query
        .selectFrom('sync_runs')
        .select(['status', 'problem'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    const integration = await readIntegration(services, firmId, integrationId);
    return { run, integration };
  };
  const subjects = async ({ owner }: Firm) => {
    await notifyPeople(portal.services);
    return (await mailsTo(portal.services, owner.email)).map(({ subject }) => subject);
  };
  const fault = (path: string, effect: Fault['effect']) => sandbox.addFault({ match: { path }, effect });
  const setOrganisation = ({ firmId }: Firm, facts: object) =>
    portal.services.store.firm(firmId, async (query) => {
      const { organisation } = await query
        .selectFrom('integrations')
        .select('organisation')
        .executeTakeFirstOrThrow();
      await query
        .updateTable('integrations')
        .set({ organisation: JSON.stringify({ ...organisation, ...facts }) })
        .execute();
    });

  test.each<[string, string, Fault['effect'], string]>([
    ['the organisation is offline', '/api.xro', 'organisation-offline', 'organisation_offline'],
    ['Xero is under maintenance', '/api.xro', 'maintenance', 'xero_maintenance'],
    ['Xero is unavailable', '/api.xro', 'unavailable', 'xero_unavailable'],
    ['Xero answers with an error page', '/api.xro', 'error-page', 'xero_unavailable'],
    ['Xero breaks off', '/api.xro', { drop: 'before' }, 'xero_unreachable'],
    ['the token endpoint is down', '/connect/token', { status: 502 }, 'xero_unavailable'],
    ['a token is refused again and again', '/api.xro', { status: 401 }, 'unauthorized'],
    ['the permission is missing', '/Contacts', NO_PERMISSION, 'permission_missing'],
    ['the person’s role was taken', '/api.xro', FORBIDDEN, 'organisation_refused'],
  ])('says when %s, keeps the connection, and is well again by itself', async (_, path, effect, code) => {
    const firm = await addFirm();
    clock.advance(HOUR);
    fault(path, effect);
    const { run, integration } = await sync(firm);
    expect(run).toMatchObject({ status: 'failed', problem: { code } });
    expect(run.problem?.message).toContain('What was read stays');
    expect(integration).toMatchObject({ status: 'connected', problem: run.problem });
    expect(integration.nextSyncAt).not.toBeNull();
    sandbox.clearFaults();
    const after = await sync(firm);
    expect(after.run.problem).toBeNull();
    expect(after.integration).toMatchObject({ status: 'connected', problem: null });
  });

  test.each([
    ['/Organisation', 'the organisation and its accounts'],
    ['/Contacts', 'contacts'],
    ['/Invoices', 'invoices and credit notes'],
  ])('names the permission that is missing by the call to %s', async (path, words) => {
    const firm = await addFirm();
    fault(path, NO_PERMISSION);
    expect((await sync(firm)).run.problem?.message).toContain(words);
  });

  test.each([{ class: 'TRIAL' }, { status: 'CLOSED' }])(
    'takes a refusal by an organisation that was %o for its end',
    async (facts) => {
      const firm = await addFirm();
      fault('/api.xro', FORBIDDEN);
      await setOrganisation(firm, facts);
      const { run, integration } = await sync(firm);
      expect(run.problem?.code).toBe('organisation_closed');
      expect(integration.status).toBe('connected');
    },
  );

  test('an outage is told once when it has lasted six hours, whatever it turns into, and so is its end', async () => {
    const firm = await addFirm();
    fault('/api.xro', 'organisation-offline');
    await sync(firm);
    clock.advance(5 * HOUR);
    sandbox.clearFaults();
    fault('/api.xro', 'maintenance');
    await sync(firm);
    expect(await subjects(firm)).toEqual([]);
    clock.advance(HOUR);
    const both = { ...portal.services };
    await Promise.all([notifyPeople(portal.services), notifyPeople(both)]);
    const told = ['Xero has not been available for Books'];
    expect(await subjects(firm)).toEqual(told);
    sandbox.clearFaults();
    fault('/api.xro', 'unavailable');
    await sync(firm);
    clock.advance(48 * HOUR);
    await sync(firm);
    expect(await subjects(firm)).toEqual(told);
    const [mail] = await mailsTo(portal.services, firm.owner.email);
    expect(mail?.body).toContain('Nothing needs to be done');
    sandbox.clearFaults();
    await sync(firm);
    expect(await subjects(firm)).toEqual([...told, 'Books is connected to Xero again']);
    clock.advance(48 * HOUR);
    expect((await subjects(firm)).length).toBe(2);
  });

  test('an outage that passes within six hours is told to nobody', async () => {
    const firm = await addFirm();
    fault('/api.xro', 'unavailable');
    await sync(firm);
    clock.advance(5 * HOUR);
    sandbox.clearFaults();
    await sync(firm);
    clock.advance(24 * HOUR);
    expect(await subjects(firm)).toEqual([]);
  });

  test('an outage is over when Xero answers with a refusal for another cause', async () => {
    const firm = await addFirm();
    fault('/api.xro', 'unavailable');
    await sync(firm);
    sandbox.clearFaults();
    fault('/api.xro', { status: 429, headers: { 'x-rate-limit-problem': 'day', 'retry-after': '7200' } });
    expect((await sync(firm)).run.problem?.code).toBe('day_limit');
    clock.advance(24 * HOUR);
    expect(await subjects(firm)).toEqual([]);
  });

  test('what a person has to mend is told by the first run that meets it, and not again when it comes and goes', async () => {
    const firm = await addFirm();
    const refuse = () => fault('/api.xro', FORBIDDEN);
    const told = ['Xero does not let Ledgerport read Books', 'Books is connected to Xero again'];
    refuse();
    await sync(firm);
    expect(await subjects(firm)).toEqual(told.slice(0, 1));
    for (let time = 0; time < 5; time += 1) {
      clock.advance(HOUR);
      await sync(firm);
      expect(await subjects(firm)).toEqual(time === 0 ? told.slice(0, 1) : told);
      sandbox.clearFaults();
      await sync(firm);
      expect(await subjects(firm)).toEqual(told);
      refuse();
    }
    await sync(firm);
    clock.advance(24 * HOUR);
    expect(await subjects(firm)).toEqual([...told, told[0]]);
  });

  test('an outage that turns into the end of access is told as such', async () => {
    const firm = await addFirm();
    fault('/api.xro', 'unavailable');
    await sync(firm);
    clock.advance(7 * HOUR);
    expect(await subjects(firm)).toEqual(['Xero has not been available for Books']);
    sandbox.clearFaults();
    await addConnectedFirm(portal, sandbox, 'Other Books');
    sandbox.disconnect('Books');
    const { run, integration } = await sync(firm);
    expect(run.problem?.code).toBe('disconnected_in_xero');
    expect(integration).toMatchObject({ status: 'reconnect_needed', problem: run.problem, nextSyncAt: null });
    expect((await subjects(firm)).at(-1)).toBe('Connect Books to Xero again');
    await firm.connect();
    await sync(firm);
    expect((await subjects(firm)).at(-1)).toBe('Books is connected to Xero again');
    expect((await subjects(firm)).length).toBe(3);
  });

  test('a grant that was revoked is told from a disconnected one, also while its last token lives', async () => {
    const firm = await addFirm();
    const { services } = portal;
    const { id, tokens } = await services.store.firm(firm.firmId, (query) =>
      query.selectFrom('connections').select(['id', 'tokens']).executeTakeFirstOrThrow(),
    );
    const grant = openTokens(services.secrets, { firmId: firm.firmId, connectionId: id }, tokens);
    await services.xero.oauth.revoke(grant.refreshToken);
    const { run, integration } = await sync(firm);
    expect(run.problem?.code).toBe('access_revoked');
    expect(integration).toMatchObject({ status: 'reconnect_needed', problem: run.problem });
    expect(await subjects(firm)).toEqual(['Connect Books to Xero again']);
  });

  test('a grant that Xero has ended gives the run the same words as the page', async () => {
    const firm = await addFirm();
    clock.advance(HOUR);
    fault('/connect/token', { status: 400, headers: JSON_TYPE, body: '{"error":"invalid_grant"}' });
    const { run, integration } = await sync(firm);
    expect(run).toMatchObject({ status: 'failed', problem: { code: 'access_revoked' } });
    expect(integration).toMatchObject({ status: 'reconnect_needed', problem: run.problem });
    expect(await subjects(firm)).toEqual(['Connect Books to Xero again']);
  });

  test('Test Connection clears an outage that is over, and leaves a missing permission to the next run', async () => {
    const firm = await addFirm();
    const { firmId, integrationId } = firm;
    const actor = testActor({ firmId, role: 'admin' });
    const problem = async () => (await readIntegration(portal.services, firmId, integrationId)).problem;
    fault('/api.xro', 'maintenance');
    await sync(firm);
    sandbox.clearFaults();
    await testConnection(portal.services, actor, integrationId);
    expect(await problem()).toBeNull();
    fault('/Invoices', NO_PERMISSION);
    await sync(firm);
    sandbox.clearFaults();
    await testConnection(portal.services, actor, integrationId);
    expect(await problem()).toMatchObject({ code: 'permission_missing' });
  });
});
