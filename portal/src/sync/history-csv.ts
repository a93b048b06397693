import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { listSyncRuns } from './history.ts';
import { type SyncQuery, type SyncRun, syncEntity } from './schemas.ts';

/** More than a year of hourly runs. */
const MOST_ROWS = 10_000;
const PAGE = 200;
const COUNTS = ['created', 'updated', 'unchanged', 'removed', 'failed'] as const;

/**
 * The runs that a filter shows as CSV (RFC 4180, UTF-8), the newest first, 10,000 at the most. Instants are UTC; cells
 * that a spreadsheet would take for a formula are made text. @throws PortalError `not_found`
 */
export async function exportSyncRuns(
  services: Services,
  actor: Actor,
  integrationId: string,
  wanted: Omit<SyncQuery, 'limit' | 'cursor'>,
): Promise<string> {
  const rows: string[][] = [];
  for (let cursor: string | undefined; rows.length < MOST_ROWS; ) {
    const page = await listSyncRuns(services, actor, integrationId, { ...wanted, limit: PAGE, cursor });
    rows.push(...page.items.map(toRow));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const header = [
    'id',
    'trigger',
    'requested by',
    'status',
    'full',
    'queued at',
    'started at',
    'finished at',
    'calls',
    'bytes',
    'waited ms',
    ...syncEntity.options.flatMap((entity) => COUNTS.map((count) => `${entity} ${count}`)),
    'problem',
  ];
  return stringify([header, ...rows], { escape_formulas: true, record_delimiter: 'windows', bom: true });
}

function toRow(run: SyncRun): string[] {
  return [
    run.id,
    run.trigger,
    run.requestedBy ?? '',
    run.status,
    String(run.full),
    run.queuedAt,
    run.startedAt ?? '',
    run.finishedAt ?? '',
    String(run.calls),
    String(run.bytes),
    String(run.waitedMs),
    ...syncEntity.options.flatMap((entity) =>
      COUNTS.map((count) => String(run.entities[entity]?.[count] ?? '')),
    ),
    run.problem?.message ?? '',
  ];
}
