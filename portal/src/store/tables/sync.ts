import type { ColumnType } from 'kysely';
import type { Decimal, Instant, Json, MaybeInstant, MaybeJson } from './columns.ts';
import type { Problem } from './integrations.ts';

/** One record that Xero had changed without saying so, or that was wrong here, and what was done: it is repaired. */
export type DriftRecord = {
  entity: string;
  xeroId: string;
  name: string;
  changes: { field: string; was: string | null; is: string | null }[];
};

export type ReadBetween = { before: string | null; after: string | null };

/** Runs, how far they came, what they found, and what webhooks told. */
export type SyncTables = {
  sync_runs: {
    firm_id: string;
    id: string;
    integration_id: string;
    trigger: 'manual' | 'schedule' | 'webhook' | 'connected';
    status: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
    is_full: boolean;
    requested_by: string | null;
    queued_at: Instant;
    /** When the workers were last told of it, while it waits. */
    nudged_at: MaybeInstant;
    started_at: MaybeInstant;
    /** When the worker that has it took it. */
    taken_at: MaybeInstant;
    finished_at: MaybeInstant;
    lease_token: string | null;
    lease_until: MaybeInstant;
    calls: ColumnType<number, number | undefined, number>;
    bytes: ColumnType<string, number | undefined, number | string>;
    entities: Json<
      Record<string, { created: number; updated: number; unchanged: number; removed: number; failed: number }>
    >;
    progress: string | null;
    problem: MaybeJson<Problem>;
    /** How far each record type had been read before the run, and has been since. */
    watermarks: ColumnType<Record<string, ReadBetween>, string | undefined, string>;
    /** How long its calls waited for Xero's limits, in milliseconds. */
    waited_ms: ColumnType<string, number | undefined, number | string>;
  };
  sync_watermarks: { firm_id: string; integration_id: string; entity: string; watermark: Instant };
  set_aside_records: {
    firm_id: string;
    integration_id: string;
    entity: string;
    record_key: string;
    xero_id: string | null;
    /** The run that last met it; null when it was read again outside a run. */
    sync_run_id: string | null;
    reason: string;
    raw: string;
    first_seen_at: Instant;
    last_seen_at: Instant;
  };
  /** What is known of one integration's mirror beside its rows. */
  mirrors: {
    firm_id: string;
    integration_id: string;
    settings_read_at: MaybeInstant;
    swept_at: MaybeInstant;
    /** What Xero's trial balance looked like when all that it tells of had been read. */
    ledger_seen: string | null;
    /** Whether Xero's receivables hold unallocated prepayments, once one has told. */
    prepayments_in_balance: boolean | null;
  };
  books_checks: {
    firm_id: string;
    id: string;
    integration_id: string;
    sync_run_id: string;
    at: Instant;
    outcome: 'match' | 'differs' | 'not_compared';
    /** The base currency, of both sums. */
    currency: string;
    in_books: Decimal | null;
    in_mirror: Decimal | null;
    /** Why nothing was compared. */
    reason: string | null;
    differs_since: MaybeInstant;
    /** Whether every open document was read again. */
    swept: boolean;
    repaired: number;
    records: Json<DriftRecord[]>;
  };
  /** What Xero's webhooks told of an integration's records: each waits until its record was read again. */
  webhook_events: {
    firm_id: string;
    integration_id: string;
    /** Tells events apart: the same one delivered again has the same key. */
    event_key: string;
    tenant_id: string;
    category: string;
    resource_id: string;
    received_at: Instant;
    applied_at: MaybeInstant;
  };
  /** What is known of one integration's webhooks beside its events. */
  webhook_intakes: {
    firm_id: string;
    integration_id: string;
    /** From when on webhooks may have missed something; a read of all changes that began later settles it. */
    doubted_at: MaybeInstant;
    /** When the last complete read of all changes began. */
    polled_at: MaybeInstant;
    /** Held by the one worker that applies this integration's events at this moment. */
    lease_token: string | null;
    lease_until: MaybeInstant;
    failures_in_a_row: ColumnType<number, number | undefined, number>;
    retry_at: MaybeInstant;
  };
  /** The numbers of the subscription's events that arrived; one row. */
  webhook_sequence: {
    only_row: true;
    /** All up to here arrived, or are given up; null before the first delivery. */
    contiguous: ColumnType<string | null, number | null, number | null>;
    /** Ranges that arrived above it, in order. */
    ahead: Json<[first: number, last: number][]>;
    gap_seen_at: MaybeInstant;
    /** When an event last came long after its change: Xero then still has others to tell. */
    late_at: MaybeInstant;
  };
};
