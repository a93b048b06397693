import { describe, expect, test } from 'vitest';
import { type AppUse, decide, keptForPostings, type TenantUse, UNUSED } from './decide.ts';

const NOW = Date.UTC(2026, 4, 1, 10);
const MINUTE = 60_000;
const APP: AppUse = { calls: 0, heldUntil: 0, slowedAt: 0 };
const GO = { waitMs: 0, because: null, learnsDay: false };

const reading = (tenant: Partial<TenantUse>, app: Partial<AppUse> = {}) =>
  decide(NOW, 'reading', { ...UNUSED, ...tenant }, { ...APP, ...app });
const posting = (tenant: Partial<TenantUse>, app: Partial<AppUse> = {}) =>
  decide(NOW, 'posting', { ...UNUSED, ...tenant }, { ...APP, ...app });
/** So many calls that ended one second after the other, the last of them so long ago. */
const ended = (count: number, agoMs = 1000) =>
  Array.from({ length: count }, (_, n) => NOW - agoMs - (count - 1 - n) * 1000);

describe('whether a call may go', () => {
  test('the first one goes', () => expect(reading({})).toEqual(GO));

  test('a sixth call in flight waits a moment', () => {
    expect(reading({ inFlight: 4 })).toEqual(GO);
    expect(reading({ inFlight: 5 })).toMatchObject({ waitMs: 200, because: 'concurrent' });
  });

  test('the 61st of a minute waits until the first has left it, those in flight counted', () => {
    expect(reading({ ended: ended(59) })).toEqual(GO);
    expect(reading({ ended: ended(60, 1) })).toMatchObject({ waitMs: 1000, because: 'minute' });
    expect(reading({ ended: ended(57, 1), inFlight: 3 })).toMatchObject({ waitMs: 4000, because: 'minute' });
    expect(reading({ ended: ended(60, MINUTE) })).toEqual(GO);
  });

  test('after a complaint about calls in flight one more is let in each minute', () => {
    const since = (ms: number) => ({ atOnce: 2, atOnceAt: NOW - ms });
    expect(reading({ ...since(0), inFlight: 2 }).because).toBe('concurrent');
    expect(reading({ ...since(MINUTE), inFlight: 2 })).toEqual(GO);
    expect(reading({ ...since(MINUTE), inFlight: 3 }).because).toBe('concurrent');
    expect(reading({ ...since(60 * MINUTE), inFlight: 5 }).because).toBe('concurrent');
  });

  test('a hold is waited out, and names its limit', () => {
    expect(reading({ heldUntil: NOW + 500, heldBy: 'day' })).toMatchObject({ waitMs: 500, because: 'day' });
    expect(posting({ heldUntil: NOW + 500, heldBy: 'minute' })).toMatchObject({ waitMs: 500 });
  });

  test('a tenth of what the day allows is kept for postings', () => {
    expect([1000, 5000, 5001, null].map(keptForPostings)).toEqual([100, 500, 501, null]);
    const day = { dayLimit: 1000, dayLeftAt: NOW - MINUTE };
    expect(reading({ ...day, dayLeft: 101 })).toEqual(GO);
    expect(reading({ ...day, dayLeft: 100 })).toMatchObject({ waitMs: 59 * MINUTE, because: 'day' });
    expect(posting({ ...day, dayLeft: 1 })).toEqual(GO);
    expect(posting({ ...day, dayLeft: 0 })).toMatchObject({ because: 'day' });
  });

  test('an hour later one call is risked to learn the day’s count anew', () => {
    const day = { dayLimit: 1000, dayLeft: 100, dayLeftAt: NOW - 60 * MINUTE };
    expect(reading(day)).toEqual({ ...GO, learnsDay: true });
  });

  test('readings stand back while a posting waits', () => {
    expect(reading({ postingWaitsUntil: NOW + 1 })).toMatchObject({ because: 'posting_first' });
    expect(posting({ postingWaitsUntil: NOW + 1 })).toEqual(GO);
    expect(reading({ postingWaitsUntil: NOW })).toEqual(GO);
  });

  test('when the app’s minute fills, bulk reading gives way first, then reading, then postings', () => {
    const bulk = { ended: ended(20, 10 * MINUTE) };
    const light = { ended: ended(19, 10 * MINUTE) };
    for (const [calls, goes] of [
      [9_119, ['bulk', 'light', 'posting']],
      [9_120, ['light', 'posting']],
      [9_358, ['posting']],
      [9_500, []],
    ] as const) {
      const verdicts = {
        bulk: reading(bulk, { calls }),
        light: reading(light, { calls }),
        posting: posting(bulk, { calls }),
      };
      const names = Object.entries(verdicts).flatMap(([name, { waitMs }]) => (waitMs === 0 ? [name] : []));
      expect(names).toEqual(goes);
    }
    expect(reading(bulk, { calls: 9_120 })).toMatchObject({ waitMs: 2_000, because: 'appminute' });
  });

  test('after a complaint about the app’s minute everybody waits, then has half of it, and all of it in the end', () => {
    expect(posting({}, { heldUntil: NOW + 20_000 })).toMatchObject({ waitMs: 20_000, because: 'appminute' });
    expect(posting({}, { calls: 4_750, slowedAt: NOW }).because).toBe('appminute');
    expect(posting({}, { calls: 4_749, slowedAt: NOW })).toEqual(GO);
    expect(posting({}, { calls: 7_125, slowedAt: NOW - 5 * MINUTE }).because).toBe('appminute');
    expect(posting({}, { calls: 9_499, slowedAt: NOW - 10 * MINUTE })).toEqual(GO);
  });
});
