import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedRows } from './ordered-rows.ts';

const row = fc.record({ id: fc.constantFrom(...'abcdefgh'), updatedAt: fc.integer({ min: 0, max: 5 }) });

test('whatever is put, rows stay in order, one for each id and never older than before, and seeking finds the first', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.integer({ min: 0, max: 6 }), (puts, instant) => {
      const rows = new OrderedRows([
        { id: 'a', updatedAt: 3 },
        { id: 'z', updatedAt: 1 },
      ]);
      const wanted = new Map([
        ['a', 3],
        ['z', 1],
      ]);
      for (const { id, updatedAt } of puts) {
        rows.put({ id, updatedAt });
        wanted.set(id, Math.max(updatedAt, wanted.get(id) ?? 0));
      }
      const sorted = [...wanted].toSorted(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([id]) => id);
      expect(rows.all().map(({ id }) => id)).toEqual(sorted);
      const since = rows.all().slice(rows.firstSince(instant));
      expect(since).toEqual(rows.all().filter(({ updatedAt }) => updatedAt >= instant));
      expect(rows.changed()).toHaveLength(new Set(puts.map(({ id }) => id)).size);
    }),
  );
});
