import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { PortalError } from '../errors.ts';
import { signIn } from './sign-in.ts';

const MINUTE = 60_000;

describe.each(BACKENDS)('signing in on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, clock, request } = portal;
  afterAll(() => portal.close());

  /** Each attempt comes from an address of its own, unless the test is about one address. */
  const attempt = async (email: string, password: string, clientAddress: string = randomUUID()) => {
    try {
      await signIn(services, { email, password, clientAddress });
      return 'signed_in';
    } catch (error) {
      return error instanceof PortalError ? error.code : error;
    }
  };
  const failTenTimes = async (email: string) => {
    for (let n = 0; n < 10; n += 1) expect(await attempt(email, 'wrong')).toBe('sign_in_failed');
  };

  test('after ten failures the account is blocked even for the right password, then free again', async () => {
    const { email, password } = await addTestUser(services);
    await failTenTimes(email);
    expect(await attempt(email, password)).toBe('too_many_attempts');
    clock.advance(MINUTE - 1);
    expect(await attempt(email, password)).toBe('too_many_attempts');
    clock.advance(1);
    expect(await attempt(email, password)).toBe('signed_in');
  });

  test('each further failure blocks for twice as long, up to a quarter of an hour', async () => {
    const { email } = await addTestUser(services);
    await failTenTimes(email);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      clock.advance(minutes * MINUTE - 1);
      expect(await attempt(email, 'wrong'), `before ${minutes}`).toBe('too_many_attempts');
      clock.advance(1);
      expect(await attempt(email, 'wrong'), `after ${minutes}`).toBe('sign_in_failed');
    }
  });

  test('a success forgets the failures before it', async () => {
    const { email, password } = await addTestUser(services);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) expect(await attempt(email, 'wrong')).toBe('sign_in_failed');
      expect(await attempt(email, password)).toBe('signed_in');
    }
  });

  test('failures older than a quarter of an hour no longer count', async () => {
    const { email } = await addTestUser(services);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) expect(await attempt(email, 'wrong')).toBe('sign_in_failed');
      clock.advance(15 * MINUTE + 1);
    }
  });

  test('guessing many at once gains nothing over guessing one after the other', async () => {
    const { email } = await addTestUser(services);
    const outcomes = await Promise.all(Array.from({ length: 24 }, () => attempt(email, 'wrong')));
    expect(outcomes.filter((outcome) => outcome === 'sign_in_failed')).toHaveLength(10);
  });

  test('an address without an account is blocked like one with an account', async () => {
    const email = `${randomUUID()}@example.com`;
    await failTenTimes(email);
    expect(await attempt(email, 'wrong')).toBe('too_many_attempts');
  });

  test('fifty failures from one network address block it for every account', async () => {
    const clientAddress = randomUUID();
    const { email, password } = await addTestUser(services);
    for (let n = 0; n < 50; n += 1)
      expect(await attempt(`${randomUUID()}@example.com`, 'wrong', clientAddress)).toBe('sign_in_failed');
    expect(await attempt(email, password, clientAddress)).toBe('too_many_attempts');
    expect(await attempt(email, password)).toBe('signed_in');
  });

  test('many successes from one network address never block it', async () => {
    const clientAddress = randomUUID();
    const { email, password } = await addTestUser(services);
    for (let n = 0; n < 55; n += 1) expect(await attempt(email, password, clientAddress)).toBe('signed_in');
  });

  test('the answer says how long to wait', async () => {
    const { email } = await addTestUser(services);
    await failTenTimes(email);
    const answer = await request('POST', '/api/session', { body: { email, password: 'wrong' } });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: 'too_many_attempts' });
    expect(problem).toHaveProperty('detail', expect.stringContaining('Try again in 1 minute.'));
  });

  test('an unknown address costs the time of a wrong password', async () => {
    const { email } = await addTestUser(services);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let n = 0; n < 4; n += 1)
      for (const [which, address] of [
        ['known', email],
        ['unknown', `${randomUUID()}@example.com`],
      ] as const) {
        const started = performance.now();
        await attempt(address, 'wrong');
        times[which].push(performance.now() - started);
      }
    // The hash dominates both: without it an unknown address would answer several times sooner.
    expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 2);
  });

  test.each(['', 'no address', '\u0000', `${'a'.repeat(300)}@example.com`])(
    'the address %j signs nobody in and breaks nothing',
    async (email) => {
      const answer = await request('POST', '/api/session', { body: { email, password: 'wrong' } });
      expect([400, 401]).toContain(answer.status);
    },
  );
});
