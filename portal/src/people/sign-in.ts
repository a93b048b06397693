import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import { findUserByEmail } from './find-user.ts';
import { verifyPassword } from './password.ts';
import { startSession } from './start-session.ts';
import { clearAttempts, countAttempt, forgiveAttempt } from './throttle.ts';

/** So many attempts an account has before each further one blocks it for a while. */
export const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_CLIENT = 50;

/** Against what a person's failed sign-ins are counted, whether or not the address has an account. */
export function accountSubject(email: string): string {
  return `account:${email}`;
}

/**
 * Signs a person in. An unknown address and a wrong password end alike and take about the same time.
 * @param input `clientAddress` is the network address that asks
 * @returns the session's token and the last instant it can live to
 * @throws PortalError `sign_in_failed`, or `too_many_attempts` with the seconds to wait.
 */
export async function signIn(
  services: Services,
  input: { email: string; password: string; clientAddress: string },
): Promise<{ userId: string; token: string; endsAt: Date }> {
  const { store, clock, log } = services;
  const account = accountSubject(input.email);
  const client = `client:${input.clientAddress}`;
  const user = await store.system(async (query) => {
    const wait =
      (await countAttempt(query, clock, account, FAILURES_PER_ACCOUNT)) ||
      (await countAttempt(query, clock, client, FAILURES_PER_CLIENT));
    if (wait > 0) {
      log.warn({ clientAddress: input.clientAddress, wait }, 'sign-in is blocked after too many attempts');
      throw tooManyAttempts(wait);
    }
    return await findUserByEmail(query, input.email);
  });
  const fits = await verifyPassword(user?.password_hash ?? null, input.password);
  if (!user || !fits)
    throw new PortalError(
      'sign_in_failed',
      'This email address and password do not fit together. Nobody was signed in. Try again, or choose a new password.',
    );
  return await store.system(async (query) => {
    await clearAttempts(query, account);
    await forgiveAttempt(query, client);
    return { userId: user.id, ...(await startSession(query, clock, user.id)) };
  });
}

/** The answer to somebody who has tried too often. @param seconds how long the block still lasts */
export function tooManyAttempts(seconds: number): PortalError {
  const minutes = Math.ceil(seconds / 60);
  return new PortalError(
    'too_many_attempts',
    `There were too many failed attempts. Nothing was changed. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`,
    { retryAfterSeconds: seconds },
  );
}
