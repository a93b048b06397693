import type { Selectable } from 'kysely';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import type { Tables } from '../store/tables.ts';
import type { SetAsideRecord, SyncQuery, SyncRun } from './schemas.ts';

/** One run. @throws PortalError `not_found`. */
export async function getSyncRun(services: Services, actor: Actor, runId: string): Promise<SyncRun> {
  return await readSyncRun(services, await locate(services, actor, 'sync_runs', runId), runId);
}

/** One run of a firm that the person asking may read. @throws PortalError `not_found`. */
export async function readSyncRun(services: Services, firmId: string, runId: string): Promise<SyncRun> {
  const row = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('sync_runs')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('id', '=', runId)
      .executeTakeFirst(),
  );
  if (!row) throw notFound('sync run');
  return toSyncRun(row);
}

/** An integration's runs, newest first. */
export async function listSyncRuns(
  services: Services,
  actor: Actor,
  integrationId: string,
  wanted: SyncQuery,
): Promise<{ items: SyncRun[]; nextCursor: string | null }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireRead(actor, firmId);
  const after = readCursor(wanted.cursor, [z.iso.datetime(), z.uuid()]);
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('sync_runs')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .$if(wanted.status !== undefined, (runs) => runs.where('status', '=', wanted.status ?? 'queued'))
      .$if(wanted.trigger !== undefined, (runs) => runs.where('trigger', '=', wanted.trigger ?? 'manual'))
      .$if(wanted.from !== undefined, (runs) => runs.where('queued_at', '>=', new Date(wanted.from ?? 0)))
      .$if(wanted.until !== undefined, (runs) => runs.where('queued_at', '<', new Date(wanted.until ?? 0)))
      .$if(after !== null, (runs) =>
        runs.where((run) => {
          const [queuedAt = '', id = ''] = after ?? [];
          return run.or([
            run('queued_at', '<', new Date(queuedAt)),
            run.and([run('queued_at', '=', new Date(queuedAt)), run('id', '>', id)]),
          ]);
        }),
      )
      .orderBy('queued_at', 'desc')
      .orderBy('id')
      .limit(wanted.limit + 1)
      .execute(),
  );
  const shown = rows.slice(0, wanted.limit);
  const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toSyncRun),
    nextCursor: last ? writeCursor([last.queued_at.toISOString(), last.id]) : null,
  };
}

/** The records of this run's integration that could not be understood and are set aside still, the newest 200. */
export async function listSetAsideOfRun(
  services: Services,
  actor: Actor,
  runId: string,
): Promise<SetAsideRecord[]> {
  const run = await getSyncRun(services, actor, runId);
  return await listSetAside(services, actor, run.integrationId);
}

/** The records of an integration that could not be understood and are set aside still, the newest 200. */
export async function listSetAside(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<SetAsideRecord[]> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('set_aside_records')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .orderBy('last_seen_at', 'desc')
      .limit(200)
      .execute(),
  );
  return rows.map((row) => ({
    entity: row.entity as SetAsideRecord['entity'],
    xeroId: row.xero_id,
    reason: row.reason,
    raw: row.raw,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  }));
}

function toSyncRun(row: Selectable<Tables['sync_runs']>): SyncRun {
  return {
    id: row.id,
    integrationId: row.integration_id,
    trigger: row.trigger,
    status: row.status,
    full: row.is_full,
    requestedBy: row.requested_by,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    calls: row.calls,
    bytes: Number(row.bytes),
    entities: row.entities,
    progress: row.status === 'running' ? row.progress : null,
    problem: row.problem,
    watermarks: row.watermarks,
    waitedMs: Number(row.waited_ms),
  };
}
