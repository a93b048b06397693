import type { RecordPage, SetAside } from '@ledgerport/xero';
import type { Query } from '../../store/store.ts';
import type { StoredCounts } from '../../store/upsert.ts';
import type { SyncEntity } from '../schemas.ts';

/** Records as they were read, ready to be kept. */
type PulledPage = {
  /** Of the readable ones, in their order. */
  ids: readonly string[];
  setAside: readonly SetAside[];
  /** See `RecordPage` of the Xero client. */
  watermark: Date | null;
  /** Keeps those from `start` up to, not including, `end`. */
  store(query: Query, firmId: string, start: number, end: number): Promise<StoredCounts>;
};

/** How one record type is read and kept. */
export type Pull = {
  entity: SyncEntity;
  /** For the progress line, such as "invoices". */
  words: string;
  /** What changed since then, or everything. */
  read(since: Date | null): AsyncIterable<PulledPage>;
  /** These records as Xero has them now; null where Xero gives no single one. */
  readByIds: ((ids: readonly string[]) => Promise<PulledPage>) | null;
};

/** Makes a pull of a reader of the Xero client and a verb that keeps its records. */
export function definePull<Kind>(parts: {
  entity: SyncEntity;
  words: string;
  read(since: Date | null): AsyncIterable<RecordPage<Kind>>;
  readByIds?: (ids: readonly string[]) => Promise<RecordPage<Kind>>;
  idOf(record: Kind): string;
  store(query: Query, firmId: string, records: readonly Kind[]): Promise<StoredCounts>;
}): Pull {
  const { entity, words, readByIds } = parts;
  const pulled = ({ records, setAside, watermark }: RecordPage<Kind>): PulledPage => ({
    ids: records.map(parts.idOf),
    setAside,
    watermark,
    store: (query, firmId, start, end) => parts.store(query, firmId, records.slice(start, end)),
  });
  return {
    entity,
    words,
    read: async function* (since) {
      for await (const page of parts.read(since)) yield pulled(page);
    },
    readByIds: readByIds ? async (ids) => pulled(await readByIds(ids)) : null,
  };
}
