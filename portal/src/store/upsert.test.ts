import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { BACKENDS, openTestStore } from '../../testing/test-store.ts';
import { type MirrorRow, type MirrorTable, upsert } from './upsert.ts';

const ACCOUNTS: MirrorTable = {
  name: 'accounts',
  key: 'xero_account_id',
  columns: {
    xero_account_id: 'text',
    name: 'text',
    type: 'text',
    status: 'text',
    takes_payments: 'boolean',
  },
  outOfUse: "stored.status = 'ARCHIVED'",
};

type Row = { id: string; name: string; status: 'ACTIVE' | 'ARCHIVED'; updatedAt: string | null };

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();
const row = (id: string, more: Partial<Row> = {}): Row => ({
  id,
  name: 'Sales',
  status: 'ACTIVE',
  updatedAt: at(0),
  ...more,
});
const NOTHING = { created: 0, updated: 0, unchanged: 0, removed: 0 };

describe.each(BACKENDS)('storing batches in the mirror on %s', async (kind) => {
  const store = await openTestStore(kind);
  afterAll(() => store.close());

  /** A firm's own mirror: `put` stores a batch, `rows` is what is there, with the transaction that wrote each row last. */
  const addMirror = async () => {
    const firmId = randomUUID();
    await store.system((query) =>
      query
        .insertInto('firms')
        .values({ id: firmId, name: 'Firm', time_zone: 'UTC', created_at: new Date(0) })
        .execute(),
    );
    const toRow = ({ id, name, status, updatedAt }: Row): MirrorRow => ({
      xero_account_id: id,
      name,
      type: 'REVENUE',
      status,
      takes_payments: false,
      xero_updated_at: updatedAt,
    });
    const rows = async () => {
      const { rows: stored } = await store.firm(firmId, (query) =>
        sql<Omit<Row, 'updatedAt'> & { updated: Date | null; written: string }>`
          select xero_account_id as id, name, status, xero_updated_at as updated, xmin::text as written
          from accounts order by id`.execute(query),
      );
      return stored.map(({ updated, ...more }) => ({ ...more, updatedAt: updated?.toISOString() ?? null }));
    };
    return {
      put: async (batch: readonly Row[]) => {
        const { createdKeys, ...counts } = await store.firm(firmId, (query) =>
          upsert(query, firmId, ACCOUNTS, batch.map(toRow)),
        );
        expect(createdKeys).toHaveLength(counts.created);
        return counts;
      },
      rows,
      shown: async () => (await rows()).map(({ written: _, ...shown }) => shown),
    };
  };

  test('counts say what was new, changed, equal, and gone out of use', async () => {
    const { put } = await addMirror();
    expect(await put([row('a'), row('b'), row('c'), row('d')])).toEqual({ ...NOTHING, created: 4 });
    const next = [
      row('a'),
      row('b', { name: 'Fees', updatedAt: at(1) }),
      row('c', { status: 'ARCHIVED', updatedAt: at(1) }),
      row('e'),
    ];
    expect(await put(next)).toEqual({ created: 1, updated: 1, unchanged: 1, removed: 1 });
    expect(await put([])).toEqual(NOTHING);
  });

  test('what comes already out of use is new, and what comes back into use is a change', async () => {
    const { put } = await addMirror();
    expect(await put([row('a', { status: 'ARCHIVED' })])).toEqual({ ...NOTHING, created: 1 });
    expect(await put([row('a', { updatedAt: at(1) })])).toEqual({ ...NOTHING, updated: 1 });
    expect(await put([row('a', { status: 'ARCHIVED', updatedAt: at(2) })])).toEqual({
      ...NOTHING,
      removed: 1,
    });
    expect(await put([row('a', { name: 'Old', status: 'ARCHIVED', updatedAt: at(3) })])).toEqual({
      ...NOTHING,
      updated: 1,
    });
  });

  test('an older copy never overwrites a newer row, another copy of the same moment does', async () => {
    const { put, shown } = await addMirror();
    await put([row('a', { name: 'new', updatedAt: at(5) })]);
    expect(await put([row('a', { name: 'old', updatedAt: at(4) })])).toEqual({ ...NOTHING, unchanged: 1 });
    expect(await shown()).toEqual([row('a', { name: 'new', updatedAt: at(5) })]);
    expect(await put([row('a', { name: 'newer', updatedAt: at(5) })])).toEqual({ ...NOTHING, updated: 1 });
    expect(await shown()).toEqual([row('a', { name: 'newer', updatedAt: at(5) })]);
  });

  test('of copies of a row in one batch the newest is stored and counted once, in whatever order they come', async () => {
    const copies = [
      row('a', { name: 'first', updatedAt: at(1) }),
      row('a', { name: 'last', updatedAt: at(3) }),
      row('a', { name: 'middle', updatedAt: at(2) }),
    ];
    for (const batch of [copies, copies.toReversed()]) {
      const { put, shown } = await addMirror();
      expect(await put(batch)).toEqual({ ...NOTHING, created: 1 });
      expect(await shown()).toEqual([copies[1]]);
    }
  });

  test('rows without a time of their own are replaced by what comes later', async () => {
    const { put, shown } = await addMirror();
    await put([row('a', { name: 'one', updatedAt: null }), row('a', { name: 'two', updatedAt: at(1) })]);
    expect(await shown()).toEqual([row('a', { name: 'two', updatedAt: at(1) })]);
    await put([row('a', { name: 'three', updatedAt: null })]);
    expect(await shown()).toEqual([row('a', { name: 'three', updatedAt: null })]);
  });

  test('equal rows are not written again', async () => {
    const { put, rows } = await addMirror();
    const batch = [row('a'), row('b')];
    await put(batch);
    const [a, b] = await rows();
    expect(await put([row('a'), row('b', { name: 'Fees', updatedAt: at(1) })])).toEqual({
      ...NOTHING,
      updated: 1,
      unchanged: 1,
    });
    const after = await rows();
    expect(after[0]?.written).toBe(a?.written);
    expect(after[1]?.written).not.toBe(b?.written);
  });

  test('rows of another firm with the same ids are left alone', async () => {
    const [one, two] = [await addMirror(), await addMirror()];
    await one.put([row('a', { name: 'one' })]);
    expect(await two.put([row('a', { name: 'two', updatedAt: at(1) })])).toEqual({ ...NOTHING, created: 1 });
    expect(await one.shown()).toEqual([row('a', { name: 'one' })]);
  });

  test('a batch of 250 with every kind of text is stored whole', async () => {
    const { put, shown } = await addMirror();
    const texts = ["O'Neil", '"quoted"', 'a\\b', '日本 🚀', '\u2028line', '{}', 'null', ' ', '%s $1 :x'];
    const batch = Array.from({ length: 250 }, (_, n) =>
      row(String(n).padStart(3, '0'), { name: texts[n % texts.length] ?? '' }),
    );
    expect(await put(batch)).toEqual({ ...NOTHING, created: 250 });
    expect(await shown()).toEqual(batch);
    expect(await put(batch)).toEqual({ ...NOTHING, unchanged: 250 });
  });

  test('any batches leave what a plain map would, and their counts are its counts', async () => {
    const rows = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      name: fc.constantFrom('x', 'y'),
      status: fc.constantFrom('ACTIVE' as const, 'ARCHIVED' as const),
      updatedAt: fc.option(fc.nat(3).map(at), { nil: null, freq: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(rows, { maxLength: 8 }), { maxLength: 5 }), async (batches) => {
        const mirror = await addMirror();
        const model = new Map<string, Row>();
        for (const batch of batches) {
          expect(await mirror.put(batch)).toEqual(putIntoModel(model, batch));
          const expected = [...model.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
          expect(await mirror.shown()).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The same as `upsert`, one row after another. */
function putIntoModel(model: Map<string, Row>, batch: readonly Row[]) {
  const before = new Map(model);
  const isOlder = (one: Row, other: Row) =>
    one.updatedAt !== null && other.updatedAt !== null && one.updatedAt < other.updatedAt;
  const newest = new Map<string, Row>();
  for (const one of batch) {
    const known = newest.get(one.id);
    if (!known || !isOlder(one, known)) newest.set(one.id, one);
  }
  const counts = { ...NOTHING };
  for (const one of newest.values()) {
    const known = before.get(one.id);
    const same =
      known && JSON.stringify(Object.entries(known).sort()) === JSON.stringify(Object.entries(one).sort());
    if (known && (same || isOlder(one, known))) {
      counts.unchanged += 1;
      continue;
    }
    model.set(one.id, one);
    if (!known) counts.created += 1;
    else if (one.status === 'ARCHIVED' && known.status === 'ACTIVE') counts.removed += 1;
    else counts.updated += 1;
  }
  return counts;
}
