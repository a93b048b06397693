import { XeroError } from '@ledgerport/xero';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { mailsTo } from '../../testing/mailbox.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal, testActor } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { systemClock } from '../clock.ts';
import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import { createSecrets } from '../store/secrets.ts';
import { executeRun } from '../sync/run.ts';
import { syncNow } from '../sync/sync-now.ts';
import { lookAfterAccess } from './look-after-access.ts';
import { openXero } from './open-xero.ts';
import { openTokens, sealTokens } from './stored-tokens.ts';
import { accessTokens } from './tokens.ts';

const HALF_HOUR = 30 * 60_000;

describe.each(BACKENDS)('access tokens on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let services: Services;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;
  let connectionId: string;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 1, invoices: 0 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
    ({ services } = portal);
  });
  beforeEach(async () => {
    firm = await addConnectedFirm(portal, sandbox, 'Books');
    connectionId = (await openXero(services, firm.firmId, firm.integrationId)).connectionId;
    sandbox.clearRequests();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const tokens = (by = services) => accessTokens(by, firm.firmId, connectionId);
  const tokenCalls = () => sandbox.requests().filter(({ path }) => path === '/connect/token').length;
  const readConnection = () =>
    services.store.firm(firm.firmId, (query) =>
      query.selectFrom('connections').selectAll().where('id', '=', connectionId).executeTakeFirstOrThrow(),
    );
  const readStatus = () =>
    services.store.firm(firm.firmId, (query) =>
      query
        .selectFrom('integrations')
        .select(['status', 'problem', 'next_sync_at'])
        .where('id', '=', firm.integrationId)
        .executeTakeFirstOrThrow(),
    );
  const expectReconnectNeeded = async (attempt: Promise<unknown>) => {
    const error = await attempt.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PortalError);
    expect(error).toMatchObject({ code: 'reconnect_needed' });
  };

  test('a token that lives two more minutes is used as it is', async () => {
    clock.advance(HALF_HOUR - 121_000);
    await tokens().current();
    expect(tokenCalls()).toBe(0);
    clock.advance(2_000);
    await tokens().current();
    expect(tokenCalls()).toBe(1);
  });

  test('check 1: fifty callers that meet an ended token make one call, and all get the stored new one', async () => {
    clock.advance(HALF_HOUR);
    const got = await Promise.all(Array.from({ length: 50 }, () => tokens().current()));
    expect(tokenCalls()).toBe(1);
    const row = await readConnection();
    const stored = openTokens(services.secrets, { firmId: firm.firmId, connectionId }, row.tokens);
    expect(new Set(got)).toEqual(new Set([stored.accessToken]));
    expect(row.refresh_lease).toBeNull();
  });

  test('check 1: fifty callers in two processes make one call', async () => {
    clock.advance(HALF_HOUR);
    const real = { now: clock.now, sleep: systemClock.sleep };
    const processes = [
      { ...services, clock: real },
      { ...services, clock: real },
    ];
    const got = await Promise.all(
      Array.from({ length: 50 }, (_, n) => tokens(processes[n % 2] ?? services).current()),
    );
    expect(tokenCalls()).toBe(1);
    expect(new Set(got).size).toBe(1);
  });

  test('a token that Xero rejects before its time is renewed once for all who report it', async () => {
    const rejected = await tokens().current();
    const got = await Promise.all(Array.from({ length: 5 }, () => tokens().renewed(rejected)));
    expect(tokenCalls()).toBe(1);
    expect(got).not.toContain(rejected);
  });

  test('check 2: new tokens that were lost before they were stored are fetched again within the grace', async () => {
    clock.advance(HALF_HOUR);
    sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'after' } });
    await expect(tokens().current()).rejects.toMatchObject({ name: 'XeroError', kind: 'unavailable' });
    clock.advance(HALF_HOUR - 60_000);
    await expect(tokens().current()).resolves.toEqual(expect.any(String));
    expect((await readStatus()).status).toBe('connected');
  });

  test('check 2: a refresh whose answer was lost is finished within minutes, also while a token still lives', async () => {
    const living = await tokens().current();
    sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'after' } });
    await expect(tokens().renewed(living)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await tokens().current()).toBe(living);
    await lookAfterAccess(services, new AbortController().signal);
    // Had nobody asked again, the token of before would be refused from now on.
    clock.advance(HALF_HOUR + 60_000);
    expect(await tokens().current()).not.toBe(living);
    expect((await readConnection()).refresh_lease).toBeNull();
    expect(await readStatus()).toMatchObject({ status: 'connected', problem: null });
  });

  test('check 2: a process killed between the token answer and its save costs nothing: the next run recovers', async () => {
    clock.advance(HALF_HOUR);
    const { oauth } = services.xero;
    const answered = Promise.withResolvers<void>();
    const dying: Services = {
      ...services,
      xero: {
        ...services.xero,
        oauth: {
          ...oauth,
          // Xero has replaced the token, and this process does nothing any more.
          refresh: async (token) => {
            await oauth.refresh(token);
            answered.resolve();
            return await new Promise(() => {});
          },
        },
      },
    };
    void tokens(dying).current();
    await answered.promise;
    clock.advance(HALF_HOUR - 5 * 60_000);
    const actor = testActor({ firmId: firm.firmId, role: 'admin' });
    const { id } = await syncNow(services, actor, firm.integrationId, { full: false });
    const job = { firmId: firm.firmId, runId: id };
    await runWithTime(clock, executeRun(services, job, new AbortController().signal));
    const run = await services.store.firm(firm.firmId, (query) =>
      query.selectFrom('sync_runs').select('status').where('id', '=', id).executeTakeFirst(),
    );
    expect(run).toEqual({ status: 'succeeded' });
    expect(await readStatus()).toMatchObject({ status: 'connected', problem: null });
    expect(await mailsTo(services, firm.owner.email)).toEqual([]);
  });

  test('a lease left behind by a process that died holds nobody up for longer than it lasts', async () => {
    clock.advance(HALF_HOUR);
    await services.store.firm(firm.firmId, (query) =>
      query
        .updateTable('connections')
        .set({
          refresh_lease: connectionId,
          refresh_lease_until: new Date(clock.now().getTime() + 30_000),
        })
        .where('id', '=', connectionId)
        .execute(),
    );
    const askedAt = clock.now().getTime();
    await runWithTime(clock, tokens().current());
    expect(clock.now().getTime() - askedAt).toBeGreaterThanOrEqual(30_000);
    expect(tokenCalls()).toBe(1);
  });

  test('a lease outlasts the longest call to the token endpoint, which takes 30 seconds', async () => {
    clock.advance(HALF_HOUR);
    const { oauth } = services.xero;
    let left = 0;
    const slow: Services = {
      ...services,
      xero: {
        ...services.xero,
        oauth: {
          ...oauth,
          refresh: async (token) => {
            const until = (await readConnection()).refresh_lease_until;
            left = (until?.getTime() ?? 0) - clock.now().getTime();
            return await oauth.refresh(token);
          },
        },
      },
    };
    await tokens(slow).current();
    expect(left).toBeGreaterThanOrEqual(40_000);
  });

  test.each([500, 502, 503, 429])(
    'check 3: a %i at the token endpoint disconnects nothing',
    async (status) => {
      clock.advance(HALF_HOUR);
      sandbox.addFault({
        match: { path: '/connect/token' },
        effect: { status, body: '{"error":"invalid_grant"}' },
      });
      await expect(tokens().current()).rejects.toBeInstanceOf(XeroError);
      expect(await readStatus()).toMatchObject({ status: 'connected', problem: null });
      sandbox.clearFaults();
      await expect(tokens().current()).resolves.toEqual(expect.any(String));
    },
  );

  test.each(['before', 'after'] as const)(
    'check 3: a token endpoint whose answer is lost (%s it worked) disconnects nothing',
    async (drop) => {
      clock.advance(HALF_HOUR);
      sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop } });
      await expect(tokens().current()).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await readStatus()).toMatchObject({ status: 'connected', problem: null });
      await expect(tokens().current()).resolves.toEqual(expect.any(String));
    },
  );

  test('check 3: a refused grant (invalid_grant) is one change and one mail to each, and Xero is asked no more', async () => {
    clock.advance(HALF_HOUR);
    sandbox.addFault({
      match: { path: '/connect/token' },
      effect: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"error":"invalid_grant"}',
      },
    });
    const another = { ...services };
    const attempts = Array.from({ length: 10 }, (_, n) => tokens(n % 2 ? services : another).current());
    await runWithTime(clock, Promise.allSettled(attempts));
    for (const attempt of attempts) await expectReconnectNeeded(attempt);
    const asked = tokenCalls();
    expect(asked).toBeLessThanOrEqual(2);

    const { status, problem, next_sync_at } = await readStatus();
    expect(status).toBe('reconnect_needed');
    expect(next_sync_at).toBeNull();
    expect(problem?.action).toMatch(/Authorise/);
    const mails = await mailsTo(services, firm.owner.email, 'access_lost');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body).toContain(`/firms/${firm.firmId}/integrations`);
    expect(mails[0]?.body).toContain('wait in Ledgerport');

    await expectReconnectNeeded(tokens().current());
    await expectReconnectNeeded(openXero(services, firm.firmId, firm.integrationId));
    expect(tokenCalls()).toBe(asked);
  });

  test('a refusal of a token that another process has replaced meanwhile ends nothing', async () => {
    clock.advance(HALF_HOUR);
    const oauth = services.xero.oauth;
    const late: Services = {
      ...services,
      xero: {
        ...services.xero,
        oauth: {
          ...oauth,
          // Refuses as Xero does once the grace is over, after another process has stored newer tokens.
          refresh: async () => {
            const fresh = await oauth.refresh(await currentRefreshToken());
            const sealed = sealTokens(services.secrets, { firmId: firm.firmId, connectionId }, fresh);
            await services.store.firm(firm.firmId, (query) =>
              query
                .updateTable('connections')
                .set({ tokens: sealed })
                .where('id', '=', connectionId)
                .execute(),
            );
            throw new XeroError('reconnect', 'refused');
          },
        },
      },
    };
    await expect(tokens(late).current()).resolves.toEqual(expect.any(String));
    expect((await readStatus()).status).toBe('connected');
  });

  const currentRefreshToken = async () =>
    openTokens(services.secrets, { firmId: firm.firmId, connectionId }, (await readConnection()).tokens)
      .refreshToken;

  test('a Xero that gives very short tokens is not asked in a circle', async () => {
    clock.advance(HALF_HOUR);
    const { oauth } = services.xero;
    const hasty: Services = {
      ...services,
      xero: {
        ...services.xero,
        oauth: {
          ...oauth,
          refresh: async (token) => ({
            ...(await oauth.refresh(token)),
            expiresAt: new Date(clock.now().getTime() + 1_000),
          }),
        },
      },
    };
    await Promise.all(Array.from({ length: 3 }, () => tokens(hasty).current()));
    expect(tokenCalls()).toBe(1);
  });

  test('check 4: tokens moved to another firm or connection cannot be opened', async () => {
    const { tokens: sealed } = await readConnection();
    const other = await addTestFirm(services);
    const open = (firmId: string, id: string) => () =>
      openTokens(services.secrets, { firmId, connectionId: id }, sealed);
    expect(open(firm.firmId, connectionId)).not.toThrow();
    expect(open(other, connectionId)).toThrow();
    expect(open(firm.firmId, other)).toThrow();
    expect(sealed).not.toContain((await tokens().current()).slice(0, 20));
  });

  test('check 4: a ciphertext copied into another firm’s row is of no use there, and is shown to nobody', async () => {
    const thief = await addConnectedFirm(portal, sandbox, 'Books');
    const { tokens: stolen } = await readConnection();
    await services.store.firm(thief.firmId, (query) =>
      query.updateTable('connections').set({ tokens: stolen }).execute(),
    );
    sandbox.clearRequests();
    const answer = await portal.request('POST', `/api/integrations/${thief.integrationId}/test`, {
      cookie: thief.owner.cookie,
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(stolen.slice(-20));
    expect(sandbox.requests()).toEqual([]);
    expect(await readStatus()).toMatchObject({ status: 'connected' });
  });

  test('check 4: keys rotate: a new first key opens what is stored, and seals what the next refresh brings', async () => {
    const [before, after] = ['test-key-of-at-least-32-characters', 'a-new-key-of-at-least-32-characters'];
    const rotating = { ...services, secrets: createSecrets([after, before]) };
    await expect(tokens(rotating).current()).resolves.toEqual(expect.any(String));
    clock.advance(HALF_HOUR);
    const fresh = await tokens(rotating).current();
    await expect(tokens(services).current()).rejects.toThrow(/its key is not in ENCRYPTION_KEYS/);
    const onlyNew = { ...services, secrets: createSecrets([after]) };
    expect(await tokens(onlyNew).current()).toBe(fresh);
  });
});
