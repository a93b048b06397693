import { setImmediate } from 'node:timers/promises';
import type { RecordPage } from '@ledgerport/xero';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import type { StoredCounts } from '../../store/upsert.ts';
import { type HeldRun, holdRun } from '../lease.ts';
import type { EntityCounts, SyncEntity } from '../schemas.ts';
import { clearSetAside, forgetUnmet, keepSetAside } from '../set-aside.ts';
import { readFrom, readWatermark, storeWatermark } from '../watermark.ts';

/**
 * Rows a transaction. The embedded store works on this process's own thread, so there a batch is small enough that a
 * person's request never waits long for it.
 */
const BATCH = { pglite: 100, postgres: 500 };

/** How one record type is read and kept. */
export type Pull<Kind> = {
  entity: SyncEntity;
  /** For the progress line, such as "invoices". */
  words: string;
  read(since: Date | null): AsyncIterable<RecordPage<Kind>>;
  idOf(record: Kind): string;
  store(query: Query, firmId: string, records: Kind[]): Promise<StoredCounts>;
};

/**
 * Reads what changed of one record type and keeps it page by page. Rows, counts and, with a page's last rows, the
 * watermark commit together, so a run that breaks off at any point goes on from there and loses nothing.
 */
export async function storePages<Kind>(services: Services, run: HeldRun, pull: Pull<Kind>): Promise<void> {
  const counts: EntityCounts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    removed: 0,
    failed: 0,
    ...run.entities[pull.entity],
  };
  run.entities[pull.entity] = counts;
  let known = await services.store.firm(run.firmId, async (query) => {
    await holdRun(query, services.clock.now(), run, `Reading ${pull.words}`);
    return await readWatermark(query, run, pull.entity);
  });
  const isWhole = known === null;
  const size = BATCH[services.store.kind];
  for await (const page of onePageAhead(pull.read(readFrom(known)))) {
    for (let start = 0; start < page.records.length || start === 0; start += size) {
      // The embedded store never waits for a socket: without a turn of the loop here nobody else would be answered.
      await setImmediate();
      const batch = page.records.slice(start, start + size);
      const last = start + size >= page.records.length;
      const mark = last && page.watermark && (!known || page.watermark > known) ? page.watermark : null;
      await services.store.firm(run.firmId, async (query) => {
        const now = services.clock.now();
        add(counts, await pull.store(query, run.firmId, batch));
        await clearSetAside(query, run, pull.entity, batch.map(pull.idOf));
        if (last) await keepSetAside(query, now, run, pull.entity, page.setAside);
        if (last) counts.failed += page.setAside.length;
        if (mark) await storeWatermark(query, run, pull.entity, mark);
        const seen = counts.created + counts.updated + counts.unchanged + counts.removed;
        await holdRun(query, now, run, `Reading ${pull.words}: ${seen.toLocaleString('en')} so far`);
      });
      known = mark ?? known;
    }
  }
  if (isWhole) await services.store.firm(run.firmId, (query) => forgetUnmet(query, run, pull.entity));
}

/** Asks for the next page while one is being stored: Xero's answer and the store's work then take their time together. */
async function* onePageAhead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  const ask = () => {
    const asked = iterator.next();
    // Whoever awaits it hears of a failure; when storing fails first, nobody does.
    asked.catch(() => {});
    return asked;
  };
  try {
    for (let next = ask(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = ask();
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

function add(counts: EntityCounts, stored: StoredCounts): void {
  counts.created += stored.created;
  counts.updated += stored.updated;
  counts.unchanged += stored.unchanged;
  counts.removed += stored.removed;
}
