import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type RecordPage, XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import { openXero } from '../integrations/open-xero.ts';
import type { Services } from '../services.ts';
import { WRITTEN_AT_ONCE } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';
import { readFrom } from '../sync/watermark.ts';
import { type ConversionKey, moveConversion } from './states.ts';
import type { Step } from './step.ts';
import { storeContacts, storeInvoices } from './store-records.ts';
import { suggestMatches } from './suggest.ts';

/** A worker that says nothing for so long is taken for dead. A page can take minutes: its limits, retries and time-outs. */
const LEASE_MS = 300_000;

/** A comparison in this worker's hands; only the holder of `token` may write for it. */
type Held = ConversionKey & {
  integrationId: string;
  token: string;
  customersReadTo: Date | null;
  invoicesReadTo: Date | null;
};

/** Another worker holds the comparison now, or it is not wanted any more. */
class LeaseLostError extends Error {}

/**
 * Does the comparisons that were asked for, one after the other. What was read stays when one breaks off, so that the
 * next goes on from there. Never throws for what Xero does: the conversion then shows why. When `stop` is aborted the
 * comparison is handed back.
 */
export async function compareWaiting(services: Services, stop: AbortSignal): Promise<void> {
  for (let held = await take(services); held && !stop.aborted; held = await take(services)) {
    try {
      const unread = await readBooks(services, held, stop);
      await finish(services, held, unread, stop);
    } catch (error) {
      if (error instanceof LeaseLostError) continue;
      await endReading(services, held, stop.aborted ? null : describe(error));
      if (stop.aborted) return;
      services.log.warn({ err: error, ...loggable(held) }, 'a comparison of books broke off');
    }
  }
}

async function take(services: Services): Promise<Held | null> {
  const now = services.clock.now();
  const token = randomUUID();
  const row = await services.store.system(async (query) => {
    const waiting = await query
      .selectFrom('conversions')
      .select(['firm_id', 'id'])
      .where('comparing', '=', true)
      .where((or) => or.or([or('lease_until', 'is', null), or('lease_until', '<=', now)]))
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!waiting) return null;
    return await query
      .updateTable('conversions')
      .set({ lease_token: token, lease_until: new Date(now.getTime() + LEASE_MS) })
      .where('firm_id', '=', waiting.firm_id)
      .where('id', '=', waiting.id)
      .returning(['firm_id', 'id', 'integration_id', 'customers_read_to', 'invoices_read_to'])
      .executeTakeFirstOrThrow();
  });
  return (
    row && {
      firmId: row.firm_id,
      conversionId: row.id,
      integrationId: row.integration_id,
      token,
      customersReadTo: row.customers_read_to,
      invoicesReadTo: row.invoices_read_to,
    }
  );
}

/** Reads what changed since the last comparison, or everything. @returns how many records could not be understood */
async function readBooks(services: Services, held: Held, signal: AbortSignal): Promise<number> {
  const { xero } = await openXero(services, held.firmId, held.integrationId, { connection: 'pending' });
  const contacts = xero.readContacts({ since: readFrom(held.customersReadTo), signal });
  const invoices = xero.readInvoices({ since: readFrom(held.invoicesReadTo), signal });
  return (
    (await storePages(services, held, 'customers', contacts, storeContacts)) +
    (await storePages(services, held, 'invoices', invoices, storeInvoices))
  );
}

async function storePages<Kind>(
  services: Services,
  held: Held,
  words: 'customers' | 'invoices',
  pages: AsyncIterable<RecordPage<Kind>>,
  store: (query: Query, key: ConversionKey, records: readonly Kind[]) => Promise<void>,
): Promise<number> {
  const size = WRITTEN_AT_ONCE[services.store.kind];
  let read = 0;
  let unread = 0;
  for await (const page of pages) {
    for (let start = 0; start < page.records.length || start === 0; start += size) {
      // The embedded store never waits for a socket: without a turn of the loop here nobody else would be answered.
      await setImmediate();
      const records = page.records.slice(start, start + size);
      const isLast = start + size >= page.records.length;
      read += records.length;
      await services.store.firm(held.firmId, async (query) => {
        await store(query, held, records);
        await hold(services, query, held, {
          progress: `Reading ${words}: ${read.toLocaleString('en')} so far`,
          ...(isLast &&
            page.watermark &&
            (words === 'customers'
              ? { customers_read_to: page.watermark }
              : { invoices_read_to: page.watermark })),
        });
      });
    }
    unread += page.setAside.length;
  }
  return unread;
}

/** Proves inside a transaction that the comparison is still ours, and notes how far it is. @throws LeaseLostError */
async function hold(
  services: Services,
  query: Query,
  held: Held,
  noted: { progress: string; customers_read_to?: Date; invoices_read_to?: Date },
): Promise<void> {
  const mine = await query
    .updateTable('conversions')
    .set({ ...noted, lease_until: new Date(services.clock.now().getTime() + LEASE_MS) })
    .where('firm_id', '=', held.firmId)
    .where('id', '=', held.conversionId)
    .where('lease_token', '=', held.token)
    .where('comparing', '=', true)
    .returning('id')
    .executeTakeFirst();
  if (!mine) throw new LeaseLostError('This comparison went to another worker, or is not wanted any more.');
}

async function finish(services: Services, held: Held, unread: number, stop: AbortSignal): Promise<void> {
  const problem: Problem | null =
    unread === 0
      ? null
      : {
          code: 'records_set_aside',
          message: `${unread} records of the new organisation could not be understood, so nothing is matched with them. No figure here is changed by that.`,
          action: 'Save these records again in Xero and compare again, or go on without them.',
        };
  const step: Step = (work) => {
    stop.throwIfAborted();
    return services.store.firm(held.firmId, async (query) => {
      await hold(services, query, held, { progress: 'Looking for matches' });
      return await work(query);
    });
  };
  await suggestMatches(step, held);
  await step(async (query) => {
    await moveConversion(query, held, 'compared', {
      ...RELEASED,
      comparing: false,
      compared_at: services.clock.now(),
      problem: problem && JSON.stringify(problem),
    });
  });
  services.log.info(loggable(held), 'books were compared');
}

const RELEASED = { lease_token: null, lease_until: null, progress: null };

/** Lets the comparison go: with a problem it has ended, without one another worker goes on. */
async function endReading(services: Services, held: Held, problem: Problem | null): Promise<void> {
  await services.store.firm(held.firmId, (query) =>
    query
      .updateTable('conversions')
      .set({ ...RELEASED, ...(problem && { comparing: false, problem: JSON.stringify(problem) }) })
      .where('firm_id', '=', held.firmId)
      .where('id', '=', held.conversionId)
      .where('lease_token', '=', held.token)
      .execute(),
  );
}

function describe(error: unknown): Problem {
  const kept = 'Nothing here was changed, and what was read so far is kept.';
  if (error instanceof XeroError || error instanceof PortalError)
    return {
      code: error instanceof XeroError ? error.kind : error.code,
      message: `The new organisation could not be read to its end. ${error.message} ${kept}`,
      action: 'Compare again: it goes on from there. If it stays, authorise the new organisation again.',
    };
  return {
    code: 'internal',
    message: `The comparison broke off on our side. ${kept}`,
    action: 'Compare again: it goes on from there. If it stays, tell your provider.',
  };
}

function loggable({ firmId, conversionId }: Held) {
  return { firmId, conversionId };
}
