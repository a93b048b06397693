import { XeroError } from '../error.ts';

export type RetryDecision = { next: 'wait'; ms: number } | { next: 'renew_token' } | { next: 'give_up' };

const MOST_ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 65;
const BACK_OFF_MS = [1000, 4000];
const LIMIT_WINDOW_SECONDS = 60;

/**
 * Decides what follows a failed read. Pure; for GET only, since a repeated write may do its work twice.
 * Xero's own hint comes first: its Retry-After is waited for up to 65 s, a day limit never is.
 * Without a hint: 1 s, then 4 s, each with up to a quarter more, three attempts in all.
 * A 401 asks for a new token once, and is not counted as an attempt.
 * `attempt` counts from 1; `random` is in 0..1 and spreads many callers.
 */
export function decideRetry(input: {
  error: unknown;
  attempt: number;
  tokenRenewed: boolean;
  random: number;
}): RetryDecision {
  const { error } = input;
  const attempt = input.tokenRenewed ? input.attempt - 1 : input.attempt;
  if (!(error instanceof XeroError)) return { next: 'give_up' };
  if (error.kind === 'unauthorized')
    return input.tokenRenewed ? { next: 'give_up' } : { next: 'renew_token' };
  if (!error.canPass || error.limit === 'day' || attempt >= MOST_ATTEMPTS) return { next: 'give_up' };

  const isWindow = error.limit === 'minute' || error.limit === 'appminute';
  const hint = error.retryAfterSeconds ?? (isWindow ? LIMIT_WINDOW_SECONDS : null);
  if (hint !== null && hint > LONGEST_WAIT_SECONDS) return { next: 'give_up' };
  if (hint !== null) return { next: 'wait', ms: Math.round((hint + input.random) * 1000) };
  const backOff = BACK_OFF_MS[attempt - 1] ?? 0;
  return { next: 'wait', ms: Math.round(backOff * (1 + input.random / 4)) };
}
