import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nextSlot } from './slot.ts';

const HOUR = 3_600_000;
const now = new Date('2026-03-02T09:17:00.000Z');

test('the next run is later than now and at most one interval away', () => {
  for (let n = 0; n < 100; n += 1) {
    const wait = nextSlot(randomUUID(), now, 60).getTime() - now.getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(HOUR);
  }
});

test('an integration keeps its place in the hour', () => {
  const id = randomUUID();
  const first = nextSlot(id, now, 60);
  expect(nextSlot(id, first, 60).getTime() - first.getTime()).toBe(HOUR);
});

test('the runs of a thousand integrations spread over the hour', () => {
  const perMinute = new Map<number, number>();
  for (let n = 0; n < 1000; n += 1) {
    const minute = Math.floor(nextSlot(`integration ${n}`, now, 60).getTime() / 60_000) % 60;
    perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
  }
  expect(perMinute.size).toBe(60);
  expect(Math.max(...perMinute.values())).toBeLessThan(40);
});
