import { afterAll, describe, expect, test } from 'vitest';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { findActor } from './find-actor.ts';
import { hashToken } from './token.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

describe.each(BACKENDS)('sessions on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, clock, request } = portal;
  afterAll(() => portal.close());

  const signIn = (body: { email: string; password: string }, cookie?: string) =>
    request('POST', '/api/session', { body, ...(cookie && { cookie }) });
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

  test('a person signs in, is known by the cookie, and signs out', async () => {
    const firmId = await addTestFirm(services, 'Ana’s firm');
    const { email, password, userId } = await addTestUser(services, { firmId, role: 'admin' });
    const signedIn = await signIn({ email: ` ${email.toUpperCase()} `, password });
    expect(signedIn.status).toBe(200);
    const user = {
      id: userId,
      email,
      name: 'Test person',
      staff: false,
      firms: [{ id: firmId, name: 'Ana’s firm', timeZone: 'Pacific/Auckland', role: 'admin' }],
    };
    expect(await signedIn.json()).toEqual({ user });
    const cookie = cookieOf(signedIn);
    const known = await request('GET', '/api/session', { cookie });
    expect(await known.json()).toEqual({ user });
    expect((await request('DELETE', '/api/session', { cookie })).status).toBe(204);
    expect((await request('GET', '/api/session', { cookie })).status).toBe(401);
  });

  test('the cookie is out of reach of scripts and of requests from other sites', async () => {
    const response = await signIn(await addTestUser(services));
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^ledgerport_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
    expect(cookie).not.toContain('Secure');
  });

  test('an unknown address and a wrong password are answered alike', async () => {
    const { email } = await addTestUser(services);
    const wrong = await signIn({ email, password: 'not the password' });
    const unknown = await signIn({ email: 'nobody@example.com', password: 'not the password' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const answer = await wrong.json();
    expect(answer).toMatchObject({ code: 'sign_in_failed' });
    expect(await unknown.json()).toEqual(answer);
  });

  test('signing in again ends the session that the browser had', async () => {
    const person = await addTestUser(services);
    const cookie = cookieOf(await signIn(person, person.cookie));
    expect((await request('GET', '/api/session', { cookie: person.cookie })).status).toBe(401);
    expect((await request('GET', '/api/session', { cookie })).status).toBe(200);
  });

  test('signing out everywhere ends every session of this person and no other’s', async () => {
    const [person, other] = [await addTestUser(services), await addTestUser(services)];
    const second = cookieOf(await signIn(person));
    const answer = await request('DELETE', '/api/sessions', { cookie: second });
    expect(answer.status).toBe(204);
    for (const cookie of [person.cookie, second])
      expect((await request('GET', '/api/session', { cookie })).status).toBe(401);
    expect((await request('GET', '/api/session', { cookie: other.cookie })).status).toBe(200);
  });

  test('the store holds only the hash of a session’s token', async () => {
    const { cookie, userId } = await addTestUser(services);
    const token = cookie.split('=')[1] ?? '';
    const sessions = await services.store.system((query) =>
      query.selectFrom('sessions').selectAll().where('user_id', '=', userId).execute(),
    );
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.token_hash).toBe(hashToken(token));
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  test('a session lives on with use, ends after 14 idle days, and after 90 days whatever happens', async () => {
    const { cookie: idle } = await addTestUser(services);
    const { cookie: used } = await addTestUser(services);
    const status = async (cookie: string) => (await request('GET', '/api/session', { cookie })).status;
    clock.advance(13 * DAY);
    expect(await status(used)).toBe(200);
    clock.advance(DAY);
    expect(await status(idle)).toBe(401);
    for (let day = 14; day < 89; day += 13) {
      expect(await status(used), `day ${day}`).toBe(200);
      clock.advance(13 * DAY);
    }
    expect(await status(used)).toBe(401);
  });

  test('use is written down at most once in five minutes', async () => {
    const { cookie, userId } = await addTestUser(services);
    const token = cookie.split('=')[1] ?? '';
    const started = clock.now();
    const lastSeen = () =>
      services.store.system(async (query) => {
        const rows = query.selectFrom('sessions').select('last_seen_at').where('user_id', '=', userId);
        return (await rows.executeTakeFirstOrThrow()).last_seen_at;
      });
    clock.advance(4 * MINUTE);
    await findActor(services, token);
    expect(await lastSeen()).toEqual(started);
    clock.advance(MINUTE);
    await findActor(services, token);
    expect(await lastSeen()).toEqual(clock.now());
  });

  test('a role that is taken away counts from the next request on', async () => {
    const firmId = await addTestFirm(services);
    const { cookie, userId } = await addTestUser(services, { firmId });
    const token = cookie.split('=')[1] ?? '';
    expect((await findActor(services, token))?.roles).toEqual(new Map([[firmId, 'viewer']]));
    await services.store.system((query) =>
      query.deleteFrom('memberships').where('user_id', '=', userId).execute(),
    );
    expect((await findActor(services, token))?.roles).toEqual(new Map());
  });

  test('a sign-in from another site is refused', async () => {
    const person = await addTestUser(services);
    const answer = await request('POST', '/api/session', {
      body: person,
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

test('under https the cookie is bound to the one host and to https', async () => {
  const portal = await createTestPortal('pglite', {
    environment: { PUBLIC_URL: 'https://portal.example.com' },
  });
  const person = await addTestUser(portal.services);
  const response = await portal.request('POST', '/api/session', {
    body: person,
    headers: { origin: 'https://portal.example.com' },
  });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^__Host-ledgerport_session=/);
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Secure']) expect(cookie).toContain(flag);
  expect((await portal.request('GET', '/api/session', { cookie: person.cookie })).status).toBe(200);
  await portal.close();
});
