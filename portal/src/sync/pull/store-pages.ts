import { setImmediate } from 'node:timers/promises';
import type { Services } from '../../services.ts';
import { WRITTEN_AT_ONCE } from '../../store/pages.ts';
import type { StoredCounts } from '../../store/upsert.ts';
import { type HeldRun, holdRun } from '../lease.ts';
import type { EntityCounts } from '../schemas.ts';
import { clearSetAside, forgetUnmet, keepSetAside } from '../set-aside.ts';
import { readFrom, readWatermark, storeWatermark } from '../watermark.ts';
import type { Pull } from './pull.ts';

/** Each is a thousand rows in memory. */
const PAGES_AHEAD = 2;

/** `created` are the ids of the new ones; a first read names none. */
export type PagesStored = { changed: number; created: string[] };

/**
 * Reads what changed of one record type and keeps it page by page. Rows, counts and, with a page's last rows, the
 * watermark commit together, so a run that breaks off at any point goes on from there and loses nothing.
 * @returns what this reading changed; `run.entities` holds what the run has in all
 */
export async function storePages(services: Services, run: HeldRun, pull: Pull): Promise<PagesStored> {
  const counts: EntityCounts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    removed: 0,
    failed: 0,
    ...run.entities[pull.entity],
  };
  run.entities[pull.entity] = counts;
  const stored: PagesStored = { changed: 0, created: [] };
  let known = await services.store.firm(run.firmId, async (query) => {
    await holdRun(query, services.clock.now(), run, `Reading ${pull.words}`);
    return await readWatermark(query, run, pull.entity);
  });
  const isWhole = known === null;
  run.watermarks[pull.entity] ??= {
    before: known?.toISOString() ?? null,
    after: known?.toISOString() ?? null,
  };
  const size = WRITTEN_AT_ONCE[services.store.kind];
  for await (const page of pagesAhead(pull.read(readFrom(known)))) {
    for (let start = 0; start < page.ids.length || start === 0; start += size) {
      // The embedded store never waits for a socket: without a turn of the loop here nobody else would be answered.
      await setImmediate();
      const ids = page.ids.slice(start, start + size);
      const last = start + size >= page.ids.length;
      const mark = last && page.watermark && (!known || page.watermark > known) ? page.watermark : null;
      await services.store.firm(run.firmId, async (query) => {
        const now = services.clock.now();
        const batch = await page.store(query, run.firmId, start, start + size);
        add(counts, batch);
        stored.changed += batch.created + batch.updated + batch.removed;
        if (!isWhole) stored.created.push(...batch.createdKeys);
        await clearSetAside(query, run, pull.entity, ids);
        if (last) await keepSetAside(query, now, run, pull.entity, page.setAside);
        if (last) counts.failed += page.setAside.length;
        if (last) stored.changed += page.setAside.length;
        if (mark) await storeWatermark(query, run, pull.entity, mark);
        const seen = counts.created + counts.updated + counts.unchanged + counts.removed;
        await holdRun(query, now, run, `Reading ${pull.words}: ${seen.toLocaleString('en')} so far`);
      });
      known = mark ?? known;
    }
  }
  if (isWhole) await services.store.firm(run.firmId, (query) => forgetUnmet(query, run, pull.entity));
  return stored;
}

/**
 * Asks for the next pages while one is being stored: Xero's answers and the store's work then take their time together.
 * With one page ahead the next question would leave only when the page before it begins to be stored, behind that work.
 */
async function* pagesAhead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  const ask = () => {
    const asked = iterator.next();
    // Whoever awaits it hears of a failure; when storing fails first, nobody does.
    asked.catch(() => {});
    return asked;
  };
  const asked = Array.from({ length: PAGES_AHEAD }, ask);
  try {
    for (;;) {
      const next = await asked.shift();
      if (!next || next.done) return;
      asked.push(ask());
      yield next.value;
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
