import { describe, expect, test } from 'vitest';
import { UNUSED } from './decide.ts';
import { learn } from './learn.ts';
import type { LimitsSeen } from './limiter.ts';

const NOW = Date.UTC(2026, 4, 1, 10);
const NOTHING: LimitsSeen = {
  dayLeft: null,
  appLeft: null,
  retryAfterSeconds: null,
  limit: null,
  bytes: 0,
  isBilled: true,
};
const seen = (what: Partial<LimitsSeen>, before: Partial<typeof UNUSED> = {}) =>
  learn(NOW, { ...UNUSED, ...before }, { ...NOTHING, ...what });

describe('what an answer says of the limits', () => {
  test('an answer that says nothing changes nothing', () =>
    expect(seen({})).toEqual({ tenant: {}, app: {} }));

  test.each([
    [999, 1000],
    [640, 1000],
    [4_998, 5000],
    [12_000, 12_000],
  ])('%d calls left are those of a day of %d', (dayLeft, dayLimit) => {
    expect(seen({ dayLeft }).tenant).toEqual({ dayLeft, dayLeftAt: NOW, dayLimit });
  });

  test('what a day allows stays while its count falls, and is learnt anew when it rises', () => {
    const before = { dayLeft: 900, dayLimit: 5000 };
    expect(seen({ dayLeft: 899 }, before).tenant.dayLimit).toBe(5000);
    expect(seen({ dayLeft: 904 }, before).tenant.dayLimit).toBe(5000);
    expect(seen({ dayLeft: 999 }, before).tenant.dayLimit).toBe(1000);
    expect(seen({ dayLeft: 4_999 }, { dayLeft: 600, dayLimit: 1000 }).tenant.dayLimit).toBe(5000);
  });

  test.each([
    ['minute', 17, 17_000],
    ['minute', null, 60_000],
    ['day', 40_000, 40_000_000],
    ['day', null, 3_600_000],
    ['concurrent', null, 1_000],
  ] as const)(
    'a 429 for %s with Retry-After %s holds this organisation for %d ms',
    (limit, retryAfterSeconds, ms) => {
      const { tenant, app } = seen({ limit, retryAfterSeconds });
      expect(tenant).toMatchObject({ heldUntil: NOW + ms, heldBy: limit });
      expect(app).toEqual({});
    },
  );

  test.each([
    [23, 23_000],
    [null, 60_000],
  ])(
    'a 429 for the app with Retry-After %s holds everybody for %d ms and slows them afterwards',
    (retryAfterSeconds, ms) => {
      expect(seen({ limit: 'appminute', retryAfterSeconds })).toEqual({
        tenant: {},
        app: { heldUntil: NOW + ms, slowedAt: NOW },
      });
    },
  );

  test('when few calls of the app’s minute are left, everybody pauses before Xero has to say so', () => {
    expect(seen({ appLeft: 250 }).app).toEqual({});
    expect(seen({ appLeft: 249 }).app).toEqual({ heldUntil: NOW + 5_000 });
  });

  test('a 429 for calls in flight halves them, once for all calls that began together', () => {
    const complaint = { limit: 'concurrent' } as const;
    expect(seen(complaint).tenant).toMatchObject({ atOnce: 2, atOnceAt: NOW });
    expect(seen(complaint, { atOnce: 2, atOnceAt: NOW }).tenant.atOnce).toBe(1);
    expect(seen(complaint, { atOnce: 1, atOnceAt: NOW }).tenant.atOnce).toBe(1);
    expect(seen(complaint, { atOnce: 2, atOnceAt: NOW - 600_000 }).tenant.atOnce).toBe(2);
  });
});
