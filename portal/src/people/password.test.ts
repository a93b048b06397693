import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { linkToken, mailsTo } from '../../testing/mailbox.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { removeExpired } from './remove-expired.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;
const NEW_PASSWORD = 'a quite different password';

describe.each(BACKENDS)('passwords on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, clock, request } = portal;
  afterAll(() => portal.close());
  // All requests of a test come from one network address, whose attempts are counted over a quarter of an hour.
  beforeEach(() => clock.advance(HALF_HOUR));

  const signInStatus = async (email: string, password: string) =>
    (await request('POST', '/api/session', { body: { email, password } })).status;
  const isSignedIn = async (cookie: string) =>
    (await request('GET', '/api/session', { cookie })).status === 200;
  const forgotten = (email: string) => request('POST', '/api/password/forgotten', { body: { email } });
  const reset = (token: string, password = NEW_PASSWORD) =>
    request('POST', '/api/password/reset', { body: { token, password } });
  const tokenFor = async (email: string) => {
    clock.advance(1);
    await forgotten(email);
    return linkToken((await mailsTo(services, email, 'password-reset')).at(-1), '/reset-password');
  };

  test('a forgotten password is chosen anew by the mailed link, which ends every session', async () => {
    const { email, password, cookie } = await addTestUser(services);
    expect((await reset(await tokenFor(email))).status).toBe(204);
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await signInStatus(email, password)).toBe(401);
    expect(await signInStatus(email, NEW_PASSWORD)).toBe(200);
    expect(await mailsTo(services, email, 'password-changed')).toHaveLength(1);
  });

  test('a link works once, and a newer password spends the older links too', async () => {
    const { email } = await addTestUser(services);
    const [first, second] = [await tokenFor(email), await tokenFor(email)];
    expect((await reset(second)).status).toBe(204);
    for (const token of [first, second]) {
      const answer = await reset(token, 'yet another password');
      expect(answer.status).toBe(410);
      expect(await answer.json()).toMatchObject({ code: 'link_expired' });
    }
    expect(await signInStatus(email, NEW_PASSWORD)).toBe(200);
  });

  test('of two uses of a link at once, one wins', async () => {
    const { email } = await addTestUser(services);
    const token = await tokenFor(email);
    const answers = await Promise.all([reset(token), reset(token)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 410]);
  });

  test('a link ends after half an hour, and a made-up one never worked', async () => {
    const { email } = await addTestUser(services);
    const token = await tokenFor(email);
    clock.advance(HALF_HOUR);
    expect((await reset(token)).status).toBe(410);
    expect((await reset('made-up')).status).toBe(410);
  });

  test('asking is answered alike for a known and an unknown address, and only the known one gets mail', async () => {
    const { email } = await addTestUser(services);
    const nobody = `${randomUUID()}@example.com`;
    const [known, unknown] = [await forgotten(email), await forgotten(nobody)];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(await known.text()).toBe(await unknown.text());
    expect(await mailsTo(services, email)).toHaveLength(1);
    expect(await mailsTo(services, nobody)).toEqual([]);
  });

  test('asking again and again sends only a few mails, and the answer does not tell', async () => {
    const { email } = await addTestUser(services);
    for (let n = 0; n < 6; n += 1) expect((await forgotten(email)).status).toBe(202);
    expect(await mailsTo(services, email)).toHaveLength(3);
  });

  test('the store holds only the hash of a link’s token', async () => {
    const { email } = await addTestUser(services);
    const token = await tokenFor(email);
    const rows = await services.store.system((query) =>
      query.selectFrom('password_resets').selectAll().execute(),
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('a reset lifts the block of an account', async () => {
    const { email } = await addTestUser(services);
    for (let n = 0; n < 10; n += 1) await signInStatus(email, 'wrong');
    expect(await signInStatus(email, NEW_PASSWORD)).toBe(429);
    await reset(await tokenFor(email));
    expect(await signInStatus(email, NEW_PASSWORD)).toBe(200);
  });

  test('changing one’s password keeps this session and ends the others', async () => {
    const { email, password, cookie } = await addTestUser(services);
    const elsewhere = await request('POST', '/api/session', { body: { email, password } });
    const other = elsewhere.headers.get('set-cookie')?.split(';')[0] ?? '';
    const body = { currentPassword: password, newPassword: NEW_PASSWORD };
    expect((await request('POST', '/api/password/change', { body, cookie })).status).toBe(204);
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
    expect(await signInStatus(email, NEW_PASSWORD)).toBe(200);
  });

  test('a wrong current password changes nothing, and an open session is no way to guess it', async () => {
    const { email, password, cookie } = await addTestUser(services);
    const change = (currentPassword: string) =>
      request('POST', '/api/password/change', {
        body: { currentPassword, newPassword: NEW_PASSWORD },
        cookie,
      });
    const wrong = await change('wrong');
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toHaveProperty('fields.currentPassword');
    for (let n = 0; n < 9; n += 1) await change('wrong');
    expect((await change(password)).status).toBe(429);
    clock.advance(MINUTE);
    expect(await signInStatus(email, password)).toBe(200);
  });

  test('a password that is too short is refused with the reason', async () => {
    const { email } = await addTestUser(services);
    const answer = await reset(await tokenFor(email), 'short');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toHaveProperty('fields.password', 'Use at least 12 characters.');
  });

  test('changes are in the audit trail without any secret', async () => {
    const { email, userId } = await addTestUser(services);
    await reset(await tokenFor(email));
    const entries = await services.store.system((query) =>
      query.selectFrom('audit_entries').selectAll().where('subject', '=', userId).orderBy('id').execute(),
    );
    expect(entries.map((entry) => entry.action)).toEqual(['password.reset_requested', 'password.reset']);
    expect(entries.map((entry) => entry.details)).toEqual([{}, {}]);
  });

  test('what has ended by itself is removed', async () => {
    const { email } = await addTestUser(services);
    await tokenFor(email);
    clock.advance(91 * 1440 * MINUTE);
    const { cookie } = await addTestUser(services);
    await removeExpired(services);
    const left = await services.store.system(async (query) => [
      (await query.selectFrom('sessions').selectAll().execute()).length,
      (await query.selectFrom('password_resets').selectAll().execute()).length,
      (await query.selectFrom('sign_in_attempts').selectAll().execute()).length,
    ]);
    expect(left).toEqual([1, 0, 0]);
    expect(await isSignedIn(cookie)).toBe(true);
  });
});
