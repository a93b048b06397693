import { describe, expect, test } from 'vitest';
import { XeroError } from '../error.ts';
import { decideRetry } from './retry.ts';

const decide = (error: unknown, attempt = 1, tokenRenewed = false, random = 0) =>
  decideRetry({ error, attempt, tokenRenewed, random });
const limited = (
  limit: 'minute' | 'day' | 'concurrent' | 'appminute',
  retryAfterSeconds: number | null = null,
) => new XeroError('rate_limited', 'limit', { limit, retryAfterSeconds });
const offline = new XeroError('unavailable', 'offline');

describe('what follows a failed read', () => {
  test('a failure that may pass is tried three times in all, after 1 s and 4 s and a little more', () => {
    expect(decide(offline, 1)).toEqual({ next: 'wait', ms: 1000 });
    expect(decide(offline, 2)).toEqual({ next: 'wait', ms: 4000 });
    expect(decide(offline, 1, false, 1)).toEqual({ next: 'wait', ms: 1250 });
    expect(decide(offline, 3)).toEqual({ next: 'give_up' });
  });

  test("Xero's own hint is waited for, up to 65 seconds", () => {
    expect(decide(limited('minute', 17))).toEqual({ next: 'wait', ms: 17_000 });
    expect(decide(limited('concurrent', 65))).toEqual({ next: 'wait', ms: 65_000 });
    expect(decide(limited('minute', 66))).toEqual({ next: 'give_up' });
    expect(decide(new XeroError('unavailable', 'x', { retryAfterSeconds: 5 }))).toEqual({
      next: 'wait',
      ms: 5000,
    });
  });

  test('without a hint, a window of a minute is waited out and a full queue only briefly', () => {
    expect(decide(limited('minute'))).toEqual({ next: 'wait', ms: 60_000 });
    expect(decide(limited('appminute'))).toEqual({ next: 'wait', ms: 60_000 });
    expect(decide(limited('concurrent'))).toEqual({ next: 'wait', ms: 1000 });
  });

  test("the day's limit is never waited for", () => {
    expect(decide(limited('day', 10))).toEqual({ next: 'give_up' });
  });

  test('a 401 asks for a new token once', () => {
    const refused = new XeroError('unauthorized', '401');
    expect(decide(refused)).toEqual({ next: 'renew_token' });
    expect(decide(refused, 2, true)).toEqual({ next: 'give_up' });
    expect(decide(offline, 2, true)).toEqual({ next: 'wait', ms: 1000 });
    expect(decide(offline, 4, true)).toEqual({ next: 'give_up' });
  });

  test.each([
    'reconnect',
    'denied',
    'missing_scope',
    'organisation_unreachable',
    'not_found',
    'rejected',
    'unexpected',
  ] as const)('a failure of the kind %s is final', (kind) => {
    expect(decide(new XeroError(kind, kind))).toEqual({ next: 'give_up' });
  });

  test('what is not an error of Xero is final, such as an aborted signal', () => {
    expect(decide(new DOMException('stop', 'AbortError'))).toEqual({ next: 'give_up' });
  });
});
