import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type Sandbox, startSandbox } from 'xero-sandbox';
import { everyRow } from '../testing/every-row.ts';
import { startTestMailServer } from '../testing/mail-server.ts';
import { linkToken, mailsTo } from '../testing/mailbox.ts';
import { overhear } from '../testing/overhear.ts';
import { readJson } from '../testing/read-json.ts';
import { runWithTime } from '../testing/run-with-time.ts';
import { addTestUser } from '../testing/sign-in.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../testing/test-portal.ts';
import { BACKENDS } from '../testing/test-store.ts';
import { lookAfterAccess } from './integrations/look-after-access.ts';
import { createLog } from './log.ts';
import { sendWaitingMails } from './notices/send-waiting-mails.ts';
import { executeRun } from './sync/run.ts';
import { scheduleDue } from './sync/schedule.ts';

const CLIENT_SECRET = 'canary-client-secret-0123456789';
const WEBHOOK_KEY = 'canary-webhook-key-0123456789';
const PASSWORD = 'canary password of the owner';
const WRONG_PASSWORD = 'canary password mistyped';
const SMTP_PASSWORD = 'canary-smtp-password';
const HALF_HOUR = 30 * 60_000;
const JSON_TYPE = { 'content-type': 'application/json' };
const running = new AbortController().signal;

/** What a secret may look like where it leaks: as it is, in a query, or in base64. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
];

describe.each(BACKENDS)('secrets on %s', (kind) => {
  const lines: string[] = [];
  /** Every answer of the portal that a person or an attacker sees, with its headers. */
  const answers: string[] = [];
  const secrets = new Map<string, string>();
  let clock: TestClock;
  let sandbox: Sandbox;
  let wire: Awaited<ReturnType<typeof overhear>>;
  let portal: TestPortal;
  let mailServer: Awaited<ReturnType<typeof startTestMailServer>>;

  beforeAll(async () => {
    mailServer = await startTestMailServer();
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      app: { clientSecret: CLIENT_SECRET },
      organisations: [{ name: 'Books', contacts: 5, invoices: 20 }],
    });
    // What goes over the wire to Xero's sign-in tells the secrets that nothing in the product gives away.
    wire = await overhear(sandbox.url, (body) => {
      for (const [name, value] of new URLSearchParams(body))
        if (['code', 'code_verifier', 'refresh_token', 'token'].includes(name)) secrets.set(value, name);
      for (const [, name = '', value = ''] of body.matchAll(/"((?:access|refresh)_token)":"([^"]+)"/g))
        secrets.set(value, name);
    });
    portal = await createTestPortal(kind, {
      xero: { ...sandbox, url: wire.url },
      clock,
      log: createLog('trace', { write: (line) => lines.push(line) }),
      environment: {
        XERO_WEBHOOK_KEY: WEBHOOK_KEY,
        SMTP_URL: mailServer.url.replace('smtp://', `smtp://user:${SMTP_PASSWORD}@`),
        MAIL_FROM: 'portal@example.com',
      },
    });
    const settings = { CLIENT_SECRET, WEBHOOK_KEY, PASSWORD, WRONG_PASSWORD, SMTP_PASSWORD };
    for (const [name, secret] of Object.entries(settings)) secrets.set(secret, name);
    secrets.set('test-key-of-at-least-32-characters', 'encryption key');
  });
  afterAll(async () => {
    await portal.close();
    wire.close();
    await sandbox.close();
    await mailServer.close();
  });

  const ask = async (...request: Parameters<TestPortal['request']>) => {
    const answer = await runWithTime(clock, Promise.resolve(portal.request(...request)));
    const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    answers.push(
      `${request.slice(0, 2).join(' ')} ${JSON.stringify(headers)} ${await answer.clone().text()}`,
    );
    return answer;
  };
  const signIn = async (email: string, password: string) => {
    const answer = await ask('POST', '/api/session', { body: { email, password } });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    if (cookie) secrets.set(cookie.split('=')[1] ?? '', 'cookie');
    return { status: answer.status, cookie };
  };

  test('check 5: a canary secret never shows in a log line, an answer, a job, a mail or a row of any table', async () => {
    const { services } = portal;
    const firmId = await addTestFirm(services);
    const staff = await addTestUser(services, { staff: true });
    const owner = await addTestUser(services, { firmId, role: 'owner' });
    for (const person of [staff, owner]) {
      secrets.set(person.cookie.split('=')[1] ?? '', 'cookie');
      secrets.set(person.password, 'password');
    }

    // People: passwords, cookies and secret links, right ones, wrong ones and ones in malformed requests.
    await ask('POST', '/api/password/change', {
      cookie: owner.cookie,
      body: { currentPassword: owner.password, newPassword: PASSWORD },
    });
    expect((await signIn(owner.email, WRONG_PASSWORD)).status).toBe(401);
    const { cookie } = await signIn(owner.email, PASSWORD);
    expect(cookie).not.toBe('');
    await ask('POST', '/api/session', { body: { email: 7, password: PASSWORD, more: PASSWORD } });
    await portal.app.request('/api/session', {
      method: 'POST',
      headers: { ...JSON_TYPE, origin: services.config.publicUrl },
      body: `{"email":"${PASSWORD}`,
    });
    await ask('POST', '/api/password/forgotten', { body: { email: owner.email } });
    const reset = linkToken(
      (await mailsTo(services, owner.email, 'password-reset')).at(-1),
      'reset-password',
    );
    secrets.set(reset, 'reset link');
    await ask('POST', '/api/password/reset', { body: { token: reset, password: 'short' } });
    await ask('POST', '/api/password/reset', { body: { token: `${reset}x`, password: PASSWORD } });
    await ask('POST', `/api/firms/${firmId}/invitations`, {
      cookie,
      body: { email: 'new@example.com', name: 'New', role: 'viewer' },
    });
    const invitation = linkToken((await mailsTo(services, 'new@example.com'))[0], 'invitation');
    secrets.set(invitation, 'invitation');
    await ask('POST', '/api/invitations/preview', { body: { token: invitation } });
    await ask('POST', '/api/invitations/accept', { body: { token: `${invitation}x`, password: PASSWORD } });

    // Connecting: denied, in a foreign session, by an endpoint that fails in every way, and well.
    const created = await ask('POST', `/api/firms/${firmId}/integrations`, {
      cookie: staff.cookie,
      body: { platform: 'xero' },
    });
    const { id: integrationId } = await readJson<{ id: string }>(created);
    const authorise = async (by: string, fault?: Fault) => {
      const started = await portal.request('POST', `/api/integrations/${integrationId}/authorization`, {
        cookie,
      });
      const { url } = await readJson<{ url: string }>(started);
      secrets.set(new URL(url).searchParams.get('state') ?? '', 'state');
      const callback = new URL(await sandbox.authorise(url, { organisation: 'Books' }));
      secrets.set(callback.searchParams.get('code') ?? '', 'code');
      if (fault) sandbox.addFault(fault);
      const answer = await runWithTime(
        clock,
        Promise.resolve(portal.request('GET', callback.pathname + callback.search, { cookie: by })),
      );
      answers.push(`${answer.headers.get('location')} ${await answer.text()}`);
      sandbox.clearFaults();
    };
    const tokenEndpoint = { path: '/connect/token' };
    const badDays: Fault['effect'][] = [
      { status: 400, headers: JSON_TYPE, body: '{"error":"invalid_client"}' },
      { status: 401, headers: { 'www-authenticate': 'Basic realm="identity"' } },
      { status: 503 },
      'error-page',
      { cutBodyAt: 400 },
      { garbage: true },
      { drop: 'after' },
    ];
    await authorise(staff.cookie);
    for (const effect of badDays) await authorise(cookie, { match: tokenEndpoint, effect });
    await authorise(cookie, { match: { path: '/connections' }, effect: { status: 401 } });
    await authorise(cookie);
    await ask('PATCH', `/api/integrations/${integrationId}`, { cookie, body: {} });

    // Reading: well, by a Xero that fails in every way, and by refreshes that fail.
    const sync = async () => {
      const started = await ask('POST', `/api/integrations/${integrationId}/syncs`, { cookie, body: {} });
      const { id } = await readJson<{ id?: string }>(started);
      if (!id) return;
      await runWithTime(clock, executeRun(services, { firmId, runId: id }, running));
      await ask('GET', `/api/syncs/${id}`, { cookie });
    };
    await sync();
    for (const effect of [...badDays, { status: 401 }, { status: 403 }]) {
      clock.advance(HALF_HOUR);
      for (const path of ['/connect/token', '/api.xro', '/connections']) {
        sandbox.addFault({ match: { path }, effect });
        if (path !== '/connections') await sync();
        else await ask('POST', `/api/integrations/${integrationId}/test`, { cookie });
        sandbox.clearFaults();
        // What was lost of a refresh is fetched again within Xero's grace.
        if (path === '/connect/token') await sync();
      }
    }
    await scheduleDue(services, running);

    // Webhooks: one that Xero signed, and forged ones.
    const tenantId = sandbox.organisations[0]?.tenantId ?? '';
    const event = { resourceId: tenantId, tenantId, eventCategory: 'CONTACT', eventType: 'UPDATE' };
    const body = JSON.stringify({
      events: [event],
      firstEventSequence: 1,
      lastEventSequence: 1,
      entropy: 'x',
    });
    const signature = createHmac('sha256', WEBHOOK_KEY).update(body).digest('base64');
    for (const signed of [signature, WEBHOOK_KEY, `${'A'.repeat(43)}=`]) {
      const answer = await portal.app.request('/webhooks/xero', {
        method: 'POST',
        headers: { ...JSON_TYPE, 'x-xero-signature': signed },
        body,
      });
      answers.push(`${answer.status} ${await answer.text()}`);
    }

    // The end: a day's look, a grant that Xero ends, a failure of our own, mails that are refused, disconnecting.
    clock.advance(24 * 2 * HALF_HOUR);
    await runWithTime(clock, lookAfterAccess(services, running));
    clock.advance(HALF_HOUR);
    const { cookie: again } = await signIn(owner.email, PASSWORD);
    sandbox.addFault({
      match: tokenEndpoint,
      effect: { status: 400, headers: JSON_TYPE, body: '{"error":"invalid_grant"}' },
    });
    await ask('POST', `/api/integrations/${integrationId}/test`, { cookie: again });
    sandbox.clearFaults();
    mailServer.answer = '550 not today';
    await sendWaitingMails(services);
    await services.store.firm(firmId, (query) =>
      query.updateTable('integrations').set({ status: 'connected' }).execute(),
    );
    await services.store.firm(firmId, (query) =>
      query.updateTable('connections').set({ tokens: 'v1.lost.key' }).execute(),
    );
    expect((await ask('POST', `/api/integrations/${integrationId}/test`, { cookie: again })).status).toBe(
      500,
    );
    await ask('DELETE', `/api/integrations/${integrationId}/connection`, { cookie: again });
    await ask('GET', '/metrics', {});
    await ask('GET', `/api/nothing?token=here`, { cookie: again });

    const kinds = new Set(secrets.values());
    for (const name of ['access_token', 'refresh_token', 'code', 'code_verifier', 'state', 'cookie'])
      expect(kinds).toContain(name);
    expect(secrets.size).toBeGreaterThan(40);
    const said = (text: string) => lines.filter((line) => line.includes(`"msg":"${text}"`)).length;
    expect(said('a sync run ended')).toBeGreaterThan(8);
    expect(said('a sync run failed')).toBeGreaterThan(12);
    expect(said('a sign-in at Xero could not be finished')).toBeGreaterThan(5);
    expect(said('access to Xero ended')).toBe(1);
    expect(said('the mail server did not take a mail')).toBeGreaterThan(0);
    expect(said('a request failed')).toBe(1);
    const rows = await everyRow(services);
    expect(Object.keys(rows)).toContain('pgboss.job_common');
    // A secret link is in the one mail that brings it, until that is sent.
    const isLink = (name: string | undefined) => name === 'invitation' || name === 'reset link';
    const mails = rows['public.mails'] ?? [];
    expect(mails.length).toBeGreaterThan(1);
    const places = {
      'a log line': lines,
      'an answer': answers,
      ...rows,
    };
    for (const [secret, name] of secrets)
      for (const [place, texts] of Object.entries(places)) {
        if (place === 'public.mails' && isLink(name)) continue;
        const leaks = texts.filter((text) => formsOf(secret).some((form) => text.includes(form)));
        expect(leaks, `${name} in ${place}`).toEqual([]);
      }
  });
});
