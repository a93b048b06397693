import { z } from '@hono/zod-openapi';
import { identifier, instant, listQuery, money, problemShape } from '../shapes.ts';

export const syncStatus = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled']);
export type SyncStatus = z.infer<typeof syncStatus>;
export const syncTrigger = z.enum(['manual', 'schedule', 'webhook', 'connected']);
export type SyncTrigger = z.infer<typeof syncTrigger>;

/** What a run did to one record type. `removed`: left what is owed or in use (voided, deleted, archived). */
export const entityCounts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
  failed: z.number().int(),
});
export type EntityCounts = z.infer<typeof entityCounts>;

/** The record types a run reads, in the order it reads them. */
export const syncEntity = z.enum([
  'organisation',
  'settings',
  'accounts',
  'customers',
  'invoices',
  'credit_notes',
  'overpayments',
  'prepayments',
  'payments',
]);
export type SyncEntity = z.infer<typeof syncEntity>;

export const syncRun = z
  .object({
    id: identifier,
    integrationId: identifier,
    trigger: syncTrigger,
    status: syncStatus,
    full: z.boolean(),
    requestedBy: z.string().nullable(),
    queuedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    calls: z.number().int(),
    bytes: z.number().int(),
    entities: z.partialRecord(syncEntity, entityCounts),
    /** What the run is doing now, in words; null when it is not running. */
    progress: z.string().nullable(),
    problem: problemShape.nullable(),
    /** How far each record type had been read before the run, and has been since: the time of the last change read. */
    watermarks: z.partialRecord(
      syncEntity,
      z.object({ before: instant.nullable(), after: instant.nullable() }),
    ),
    /** How long its calls waited for Xero's limits, in milliseconds. */
    waitedMs: z.number().int(),
  })
  .openapi('SyncRun');
export type SyncRun = z.infer<typeof syncRun>;

/** Filters of the history; instants are of when a run was asked for. */
export const syncQuery = listQuery.extend({
  status: syncStatus.optional(),
  trigger: syncTrigger.optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type SyncQuery = z.infer<typeof syncQuery>;

export const syncInput = z.object({ full: z.boolean().optional() });
export const syncStarted = z.object({ id: identifier, status: syncStatus }).openapi('SyncStarted');

/** A record that could not be understood: kept with its raw text, read again by later runs. */
export const setAsideRecord = z
  .object({
    entity: syncEntity,
    xeroId: z.string().nullable(),
    reason: z.string(),
    raw: z.string(),
    firstSeenAt: instant,
    lastSeenAt: instant,
  })
  .openapi('SetAsideRecord');
export type SetAsideRecord = z.infer<typeof setAsideRecord>;

/** Which set-aside record is to be asked for again. */
export const retryInput = z.object({ entity: syncEntity, xeroId: z.string().min(1).max(100) });

/** What reading one record again came to; `not_in_xero`: Xero has no such record, and the mirror stays as it is. */
export const rereadOutcome = z.enum(['updated', 'unchanged', 'set_aside', 'not_in_xero']);
export type RereadOutcome = z.infer<typeof rereadOutcome>;
export const rereadAnswer = z.object({ outcome: rereadOutcome }).openapi('Reread');

/** One comparison of what Xero's ledger says is owed with what is kept here, in the base currency. */
export const booksCheck = z
  .object({
    id: identifier,
    syncId: identifier,
    at: instant,
    outcome: z.enum(['match', 'differs', 'not_compared']),
    currency: z.string(),
    inXero: money.nullable(),
    inLedgerport: money.nullable(),
    /** Why nothing was compared. */
    reason: z.string().nullable(),
    differsSince: instant.nullable(),
    /** Whether every open document was read again and compared one by one. */
    everyOpenDocument: z.boolean(),
    /** How many records were not as in Xero; they are repaired. `records` names the first hundred. */
    repaired: z.number().int(),
    records: z.array(
      z.object({
        entity: z.string(),
        xeroId: z.string(),
        name: z.string(),
        changes: z.array(
          z.object({ field: z.string(), was: z.string().nullable(), is: z.string().nullable() }),
        ),
      }),
    ),
  })
  .openapi('BooksCheck');
export type BooksCheck = z.infer<typeof booksCheck>;

export const booksCheckQuery = listQuery.extend({
  /** Only those that found something. */
  eventful: z.stringbool().optional(),
});
