import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XeroError } from '../error.ts';
import type { FetchedPage } from './page.ts';
import { readChanges } from './read-changes.ts';
import { startOf } from './read-rows.ts';

type Stored = { id: string; ms: number };
type Server = {
  rows: Stored[];
  pageSize: number;
  inclusive?: boolean;
  comparesSeconds?: boolean;
  tellsItemCount?: boolean;
  ignores?: 'since' | 'order' | 'page' | 'size';
  /** What time it is there; untold otherwise. */
  now?: () => number;
};

const T0 = Date.UTC(2026, 4, 1, 10, 0, 0);

/** Answers as Xero does: rows by time of change, then id. `before` runs ahead of each fetch and may change rows. */
function answering(server: Server, before: (fetch: number) => void = () => {}) {
  let calls = 0;
  const fetchPage = async (
    since: Date | null,
    number: number,
    wanted = server.pageSize,
  ): Promise<FetchedPage<Stored>> => {
    before(calls);
    calls += 1;
    const pageSize = server.ignores === 'size' ? server.pageSize : wanted;
    const from = since && server.ignores !== 'since' ? since.getTime() : Number.NEGATIVE_INFINITY;
    const changed = server.rows.filter(({ ms }) => {
      const at = server.comparesSeconds ? Math.floor(ms / 1000) * 1000 : ms;
      return server.inclusive ? at >= from : at > from;
    });
    const byId = (one: Stored, other: Stored) => one.id.localeCompare(other.id);
    changed.sort((one, other) => (server.ignores === 'order' ? 0 : one.ms - other.ms) || byId(one, other));
    const at = server.ignores === 'page' ? 0 : (number - 1) * pageSize;
    const rows = changed.slice(at, at + pageSize);
    const hasMore = server.tellsItemCount ? changed.length > at + rows.length : rows.length === pageSize;
    return {
      rows: rows.map((row) => ({
        key: row.id,
        updatedAt: new Date(row.ms),
        content: { record: { ...row } },
      })),
      hasMore,
      answeredAt: server.now ? new Date(server.now()) : null,
    };
  };
  return { fetchPage, calls: () => calls };
}

/** Reads to the end; checks at every page that its watermark may be stored: no row before it is unread. */
async function readAll(server: Server, since: Date | null = null, before?: (fetch: number) => void) {
  const { fetchPage, calls } = answering(server, before);
  const read = new Map<string, number>();
  let yielded = 0;
  let watermark = since;
  for await (const page of readChanges({ since, fetchPage })) {
    yielded += page.records.length;
    for (const { id, ms } of page.records) read.set(id, Math.max(ms, read.get(id) ?? 0));
    if (page.watermark === null) continue;
    expect(watermark === null || page.watermark > watermark).toBe(true);
    watermark = page.watermark;
    expect(unread(server, read, since, watermark)).toEqual([]);
  }
  return { read, yielded, watermark, calls: calls() };
}

/** The rows that a later read, begun at the watermark, would not find either. */
function unread(server: Server, read: Map<string, number>, since: Date | null, watermark: Date | null) {
  const later = startOf(watermark)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const asked = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  return server.rows.filter(({ id, ms }) => read.get(id) !== ms && ms <= later && ms >= asked);
}

const rowsAt = (times: number[]): Stored[] =>
  times.map((ms, index) => ({ id: `row-${String(index).padStart(6, '0')}`, ms }));
const spread = (count: number, stepMs: number) =>
  rowsAt(Array.from({ length: count }, (_, i) => T0 + i * stepMs));
const equal = (count: number) => rowsAt(Array.from({ length: count }, () => T0 + 345));

const HOUR = 3_600_000;

type Change = { row: number; adds: boolean; laterBy: number };
type Kind = Omit<Server, 'rows' | 'ignores' | 'now'> & { ignores?: 'since' | 'size' | undefined };

const add = (laterBy: number): Change => ({ row: 0, adds: true, laterBy });
const touch = (row: number, laterBy: number): Change => ({ row, adds: false, laterBy });

type Example = [{ size: number; gap: number }[], Change[][], Required<Kind>, number | null, number];
// A row added after a pass that met the list's end, and lost by the next pass, which did not.
const LOST_BY_THE_NEXT_PASS: Example = [
  [
    { size: 2, gap: 1 },
    { size: 5, gap: 9000 },
  ],
  [[touch(0, 0)], [touch(1, 400), add(0)], [], [add(2500), add(2500)], [add(0), add(0)], [touch(0, 0)]],
  { pageSize: 4, inclusive: false, comparesSeconds: false, tellsItemCount: false, ignores: undefined },
  2000,
  0,
];
// A row added in front of the joint of two pages, in place of one that left there.
const LOST_AT_THE_JOINT: Example = [
  [{ size: 5, gap: 1 }],
  [[], [add(0), touch(1, 2500)]],
  { pageSize: 4, inclusive: true, comparesSeconds: false, tellsItemCount: true, ignores: undefined },
  null,
  0,
];

describe('reading changes', () => {
  test('loses no row, whatever is touched or added between two pages', async () => {
    const change = fc.record({
      row: fc.nat(),
      adds: fc.boolean(),
      laterBy: fc.constantFrom(0, 0, 1, 400, 1000, 2500),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            size: fc.integer({ min: 1, max: 12 }),
            gap: fc.constantFrom(1, 300, 999, 1000, 2000, 9000),
          }),
          { maxLength: 7 },
        ),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 14 }),
        fc.record({
          ignores: fc.constantFrom(undefined, undefined, undefined, 'since' as const, 'size' as const),
          pageSize: fc.integer({ min: 2, max: 5 }),
          inclusive: fc.boolean(),
          comparesSeconds: fc.boolean(),
          tellsItemCount: fc.boolean(),
        }),
        fc.option(fc.integer({ min: -1000, max: 12_000 })),
        fc.constantFrom(0, HOUR),
        async (plateaus, changes, { ignores, ...kind }, since, age) => {
          let now = T0;
          const times = plateaus.flatMap(({ size, gap }) => {
            now += gap;
            return Array.from({ length: size }, () => now);
          });
          now += age;
          const server: Server = {
            rows: rowsAt(times),
            now: () => now,
            ...kind,
            ...(ignores ? { ignores } : {}),
          };
          const before = (fetch: number) => {
            for (const { row, adds, laterBy } of changes[fetch] ?? []) {
              now += laterBy;
              const touched = server.rows[row % Math.max(server.rows.length, 1)];
              if (adds || !touched) server.rows.push({ id: `added-${server.rows.length}`, ms: now });
              else touched.ms = now;
            }
          };
          const start = since === null ? null : new Date(T0 + since);
          const { read, watermark } = await readAll(server, start, before);
          expect(unread(server, read, start, watermark)).toEqual([]);
        },
      ),
      { numRuns: 3000, examples: [LOST_BY_THE_NEXT_PASS, LOST_AT_THE_JOINT] },
    );
  });

  test.each([1000, 1500, 2000, 2001])(
    'check 18: reads %i rows that share one time of change',
    async (count) => {
      for (const inclusive of [true, false]) {
        const { read, yielded, calls } = await readAll({ rows: equal(count), pageSize: 1000, inclusive });
        expect(read.size).toBe(count);
        expect(yielded).toBe(count);
        expect(calls).toBe(2 * (Math.floor(count / 1000) + 1));
      }
    },
  );

  test.each([
    [1000, 2],
    [1500, 2],
    [2500, 3],
    [20_000, 22],
  ])('reads %i rows that share one time long past in %i calls, none of them twice', async (count, most) => {
    const server = { rows: equal(count), pageSize: 1000, now: () => T0 + HOUR };
    const { read, yielded, calls } = await readAll(server);
    expect(read.size).toBe(count);
    expect(yielded).toBe(count);
    expect(calls).toBeLessThanOrEqual(most);
  });

  test('reads rows that share one time twice where a row in front of a page’s end leaves meanwhile', async () => {
    const server = { rows: equal(1500), pageSize: 1000, now: () => T0 + HOUR };
    const { read, calls } = await readAll(server, null, (fetch) => {
      const row = server.rows[3];
      if (fetch === 1 && row) row.ms = T0 + HOUR;
    });
    expect(read.size).toBe(1500);
    expect(read.get('row-000003')).toBe(T0 + HOUR);
    expect(calls).toBe(7);
  });

  test('goes on by time after the rows that share one', async () => {
    const rows = [...spread(2500, 30_000), ...rowsAt([])];
    for (const row of rows.slice(500, 2100)) row.ms = T0 + 500 * 30_000;
    const { read, yielded, calls } = await readAll({ rows, pageSize: 1000 });
    expect(read.size).toBe(2500);
    expect(yielded).toBe(2500);
    expect(calls).toBeLessThanOrEqual(9);
  });

  test('takes ten or eleven calls for 10,000 rows and two or three for 2,000', async () => {
    const tenThousand = { rows: spread(10_000, 40_000), pageSize: 1000 };
    expect((await readAll(tenThousand)).calls).toBe(11);
    expect((await readAll({ ...tenThousand, tellsItemCount: true })).calls).toBe(11);
    expect(
      (await readAll({ rows: spread(2000, 40_000), pageSize: 1000, tellsItemCount: true })).calls,
    ).toBeLessThanOrEqual(3);
    expect((await readAll({ rows: spread(1000, 40_000), pageSize: 1000, tellsItemCount: true })).calls).toBe(
      1,
    );
  });

  test('yields each row once when nothing moves', async () => {
    const { read, yielded } = await readAll({ rows: spread(2500, 700), pageSize: 100, inclusive: true });
    expect(read.size).toBe(2500);
    expect(yielded).toBe(2500);
  });

  test('reads nothing new in one call and leaves the watermark as it is', async () => {
    const rows = spread(50, 60_000);
    const last = new Date(T0 + 49 * 60_000);
    const { read, watermark, calls } = await readAll({ rows, pageSize: 1000 }, last);
    expect([...read.keys()]).toEqual(['row-000049']);
    expect(watermark).toEqual(last);
    expect(calls).toBe(1);
    expect((await readAll({ rows: [], pageSize: 1000 })).calls).toBe(1);
  });

  test.each(['since', 'order'] as const)(
    'reads everything from a server that ignores %s',
    async (ignores) => {
      const rows = spread(230, 40_000).map((row, index) => ({
        ...row,
        ms: T0 + ((index * 37) % 230) * 40_000,
      }));
      const { read, watermark } = await readAll({ rows, pageSize: 20, ignores });
      expect(read.size).toBe(230);
      expect(watermark).toEqual(new Date(T0 + 229 * 40_000));
    },
  );

  test('says so when a server sends the same page for ever', async () => {
    const reading = readAll({ rows: equal(30), pageSize: 10, ignores: 'page' });
    await expect(reading).rejects.toMatchObject({ name: 'XeroError', kind: 'unexpected' });
    await expect(reading).rejects.toBeInstanceOf(XeroError);
  });

  test('gives up with a sentence when one moment never comes to rest', async () => {
    const server = { rows: equal(30), pageSize: 10 };
    let now = T0 + 345;
    const reading = readAll(server, null, (fetch) => {
      const row = server.rows[fetch % 30];
      now += 1;
      if (row) row.ms = Math.min(now, T0 + 999);
    });
    await expect(reading).rejects.toMatchObject({ kind: 'unexpected', canPass: true });
  });
});
