import { describe, expect, test } from 'vitest';
import { nextSlot } from '../../portal/src/sync/slot.ts';
import { drawFleet } from './chart.ts';
import { type DayOptions, placeOf, simulateDay, slotAfter } from './day.ts';
import { createHeap } from './heap.ts';
import { createRandom } from './random.ts';
import { fleetTables } from './report.ts';
import { summarise } from './summary.ts';

const OPTIONS: DayOptions = {
  organisations: 2_000,
  seed: 1,
  webhooks: false,
  workers: 1,
  runsAtOnce: 24,
  lookMs: 5_000,
  mostPerLook: Number.POSITIVE_INFINITY,
};

describe('a simulated day of 2,000 organisations', () => {
  const polling = simulateDay(OPTIONS);
  const webhooks = simulateDay({ ...OPTIONS, webhooks: true });

  test('has 99.9 % of those that Xero lets be read read within the hour, by one worker', () => {
    expect(summarise(polling).readWithinTheHour).toBeGreaterThan(0.999);
    expect(summarise(webhooks).readWithinTheHour).toBeGreaterThan(0.999);
  });

  test('costs what the runs cost: webhooks spare most of the calls', () => {
    const calls = (day: typeof polling) => summarise(day).kinds.ordinary.callsADay;
    expect(calls(polling)).toBeGreaterThan(24 * 4);
    expect(calls(polling)).toBeLessThan(24 * 4 + 25);
    expect(calls(webhooks)).toBeLessThan(calls(polling) / 2);
  });

  test('meets no 429 but those of the organisations that are meant to fail', () => {
    expect([polling.refused, webhooks.refused]).toEqual([{}, {}]);
  });

  test('is the same again from the same seed, and another from another', () => {
    expect(summarise(simulateDay(OPTIONS))).toEqual(summarise(polling));
    expect(summarise(simulateDay({ ...OPTIONS, seed: 2 }))).not.toEqual(summarise(polling));
  });

  test('shows when the scheduler or the workers cannot keep up', () => {
    const few = simulateDay({ ...OPTIONS, lookMs: 10_000, mostPerLook: 4 });
    expect(summarise(few).readWithinTheHour).toBeLessThan(0.9);
    const slow = simulateDay({ ...OPTIONS, runsAtOnce: 1 });
    expect(summarise(slow).readWithinTheHour).toBeLessThan(0.9);
    expect(summarise(slow).waiting.most).toBeGreaterThan(100);
  });

  test('is told in tables and drawn in a picture', () => {
    const tables = fleetTables([summarise(polling), summarise(webhooks)]);
    expect(tables).toContain('2,000 organisations');
    expect(tables).toContain('with webhooks');
    for (const theme of ['light', 'dark'] as const) {
      const picture = drawFleet([polling, webhooks], theme);
      expect(picture).toMatch(/^<svg /);
      expect(picture).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

test('an organisation’s next place is the one that the product’s own scheduler gives it', () => {
  const random = createRandom(3);
  for (let n = 0; n < 200; n += 1) {
    const id = `organisation ${n}`;
    const after = Math.floor(random() * 10 * 86_400_000);
    expect(slotAfter(placeOf(id), after)).toBe(nextSlot(id, new Date(after), 60).getTime());
  }
});

test('what happens next comes first, of equal times what was put in first', () => {
  const heap = createHeap<string>();
  for (const [at, name] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'b'],
    [3, 'c'],
    [4, 'd'],
  ] as const)
    heap.push(at, name);
  expect(heap.nextAt()).toBe(1);
  expect(Array.from({ length: 6 }, () => heap.pop())).toEqual(['a', 'b', 'c', 'd', 'e', undefined]);
  expect(heap.nextAt()).toBe(Number.POSITIVE_INFINITY);
});
