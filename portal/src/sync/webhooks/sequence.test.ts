import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrived, addRange, giveUpGaps } from './sequence.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const NOTHING: Arrived = { contiguous: null, ahead: [], gapSeenAt: null };

function arrive(ranges: [number, number][], before = NOTHING): Arrived {
  return ranges.reduce(
    (arrived, [first, last]) => addRange(arrived, { first, last }, true, NOW).arrived,
    before,
  );
}

describe('the numbers of events', () => {
  test('begin at the first delivery that is seen, which tells nothing of those lost before it', () => {
    expect(arrive([[500, 507]])).toEqual({ contiguous: 507, ahead: [], gapSeenAt: null });
    expect(addRange(NOTHING, { first: 500, last: 507 }, true, NOW).restarted).toBe(true);
  });

  test('show a gap, since when it is, and that it closed', () => {
    const open = arrive([
      [1, 3],
      [6, 6],
      [9, 12],
      [7, 7],
    ]);
    expect(open).toEqual({
      contiguous: 3,
      ahead: [
        [6, 7],
        [9, 12],
      ],
      gapSeenAt: NOW,
    });
    expect(arrive([[4, 5]], open)).toEqual({ contiguous: 7, ahead: [[9, 12]], gapSeenAt: NOW });
    expect(arrive([[4, 8]], open)).toEqual({ contiguous: 12, ahead: [], gapSeenAt: null });
  });

  test('go on behind what was given up', () => {
    expect(
      giveUpGaps(
        arrive([
          [1, 3],
          [6, 6],
          [9, 12],
        ]),
      ),
    ).toEqual({ contiguous: 12, ahead: [], gapSeenAt: null });
  });

  test('that were seen before are no news; new events under them begin the counting anew and cast doubt', () => {
    const before = arrive([[1, 40]]);
    expect(addRange(before, { first: 7, last: 9 }, false, NOW)).toEqual({
      arrived: before,
      restarted: false,
    });
    expect(addRange(before, { first: 1, last: 2 }, true, NOW)).toEqual({
      arrived: { contiguous: 2, ahead: [], gapSeenAt: null },
      restarted: true,
    });
  });

  test('in any order, and however often, come to the same once all have arrived', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 2, max: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.nat()), (starts, noise) => {
        const firsts = [1, ...starts.sort((one, other) => one - other)];
        const ranges = firsts.map((first, at): [number, number] => [first, (firsts[at + 1] ?? 61) - 1]);
        const shuffled = [...ranges, ...ranges]
          .map((range) => ({ range, at: noise.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at);
        let arrived: Arrived = { contiguous: 0, ahead: [], gapSeenAt: null };
        const seen = new Set<number>();
        for (const { range } of shuffled) {
          const [first, last] = range;
          const isNew = !seen.has(first);
          seen.add(first);
          arrived = addRange(arrived, { first, last }, isNew, NOW).arrived;
        }
        expect(arrived).toEqual({ contiguous: 60, ahead: [], gapSeenAt: null });
      }),
    );
  });

  test('that leave more gaps than disorder explains are kept in few rows', () => {
    const odd = arrive(
      Array.from({ length: 5_000 }, (_, at) => [at * 2 + 10, at * 2 + 10]),
      {
        ...NOTHING,
        contiguous: 0,
      },
    );
    expect(odd.ahead.length).toBeLessThanOrEqual(100);
    expect(giveUpGaps(odd).contiguous).toBe(10_008);
  });
});
