import { z } from '@hono/zod-openapi';
import { identifier, instant, problemShape } from '../shapes.ts';

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
export const syncEntity = z.enum(['organisation', 'accounts', 'customers', 'invoices']);
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
  })
  .openapi('SyncRun');
export type SyncRun = z.infer<typeof syncRun>;

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
