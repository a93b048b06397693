import type { EntityCounts, SyncRun } from '@ledgerport/portal/schemas';
import { formatCount } from '../../components/format-count.ts';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { runEntities } from './run-words.ts';

type Row = ReturnType<typeof runEntities>[number];

const KINDS: [keyof EntityCounts, string][] = [
  ['created', 'Created'],
  ['updated', 'Updated'],
  ['unchanged', 'Unchanged'],
  ['removed', 'Removed'],
  ['failed', 'Set aside'],
];

const COLUMNS: RecordColumn<Row>[] = [
  { key: 'entity', label: 'Record type', cell: (row) => row.label },
  ...KINDS.map(
    ([kind, label]): RecordColumn<Row> => ({
      key: kind,
      label,
      numeric: true,
      cell: (row) => formatCount(row.counts[kind]),
    }),
  ),
];

/** What a run did, a row per record type that it came to; nothing before the first. */
export function EntityTable({ run }: { run: SyncRun }) {
  const rows = runEntities(run);
  if (rows.length === 0) return null;
  return <RecordTable label="Records by type" columns={COLUMNS} rows={rows} rowKey={(row) => row.entity} />;
}
