import type { EntityCounts, SyncEntity, SyncRun } from '@ledgerport/portal/schemas';
import { formatCount } from '../../components/format-count.ts';
import type { Tone } from '../../components/status-badge.tsx';

const STATUSES: Record<SyncRun['status'], { label: string; tone: Tone }> = {
  queued: { label: 'Waiting', tone: 'info' },
  running: { label: 'Running', tone: 'info' },
  succeeded: { label: 'Succeeded', tone: 'good' },
  partial: { label: 'Partial', tone: 'warning' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

const TRIGGERS: Record<SyncRun['trigger'], string> = {
  manual: 'Sync Now',
  schedule: 'By itself',
  webhook: 'News from Xero',
  connected: 'New connection',
};

/** The record types in the order a run reads them. */
const ENTITIES = [
  'organisation',
  'settings',
  'accounts',
  'customers',
  'invoices',
  'credit_notes',
  'overpayments',
  'prepayments',
  'payments',
] as const satisfies SyncEntity[];

const ENTITY_LABELS: Record<SyncEntity, string> = {
  organisation: 'Organisation',
  settings: 'Settings',
  accounts: 'Accounts',
  customers: 'Customers',
  invoices: 'Invoices',
  credit_notes: 'Credit notes',
  overpayments: 'Overpayments',
  prepayments: 'Prepayments',
  payments: 'Payments',
};

/** A run's state in words. */
export function runStatus(status: SyncRun['status']): { label: string; tone: Tone } {
  return STATUSES[status];
}

/** What started a run, with the person where it was one. */
export function runTrigger({ trigger, requestedBy, full }: SyncRun): string {
  const what = full ? `${TRIGGERS[trigger]}, everything` : TRIGGERS[trigger];
  return requestedBy === null ? what : `${what}, ${requestedBy}`;
}

/** What the filters of the history offer, in the words of the address and of the page. */
export const RUN_STATUSES = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
export const RUN_TRIGGERS = ['manual', 'schedule', 'webhook', 'connected'] as const;

/** What starts runs of this kind. */
export function triggerLabel(trigger: SyncRun['trigger']): string {
  return TRIGGERS[trigger];
}

/** A record type's name. */
export function entityLabel(entity: SyncEntity): string {
  return ENTITY_LABELS[entity];
}

/** Whether a run has ended, so that nothing of it changes any more. */
export function isFinal(status: SyncRun['status']): boolean {
  return status !== 'queued' && status !== 'running';
}

/** What a run did to each record type that it came to, in reading order. */
export function runEntities(run: SyncRun): { entity: SyncEntity; label: string; counts: EntityCounts }[] {
  return ENTITIES.flatMap((entity) => {
    const counts = run.entities[entity];
    return counts === undefined ? [] : [{ entity, label: entityLabel(entity), counts }];
  });
}

/** How far each record type had been read before the run and has been since, in reading order. */
export function runWatermarks(
  run: SyncRun,
): { entity: SyncEntity; label: string; before: string | null; after: string | null }[] {
  return ENTITIES.flatMap((entity) => {
    const watermark = run.watermarks[entity];
    return watermark === undefined ? [] : [{ entity, label: entityLabel(entity), ...watermark }];
  });
}

/** How many records a run created, updated or removed. */
export function recordsChanged(run: SyncRun): number {
  return runEntities(run).reduce(
    (sum, { counts }) => sum + counts.created + counts.updated + counts.removed,
    0,
  );
}

/** A run's work in one line: `12 changed, 1 removed, 2 set aside`, or that there was nothing. */
export function runSummary(run: SyncRun): string {
  const total = { changed: 0, removed: 0, 'set aside': 0 };
  for (const { counts } of runEntities(run)) {
    total.changed += counts.created + counts.updated;
    total.removed += counts.removed;
    total['set aside'] += counts.failed;
  }
  if (runEntities(run).length === 0) return isFinal(run.status) ? 'Nothing read' : 'Nothing yet';
  const said = Object.entries(total).filter(([, count]) => count > 0);
  return said.length === 0
    ? 'Nothing new'
    : said.map(([what, count]) => `${formatCount(count)} ${what}`).join(', ');
}

/** Counts in one line: `2 created, 40 unchanged`; those of nothing are left out. */
export function countsWords(counts: EntityCounts): string {
  const kinds = ['created', 'updated', 'unchanged', 'removed', 'failed'] as const;
  const said = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${formatCount(counts[kind])} ${kind === 'failed' ? 'set aside' : kind}`);
  return said.length === 0 ? 'None' : said.join(', ');
}
