import type { SyncRun } from '@ledgerport/portal/schemas';
import { Instant } from '../../components/instant.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { Section } from '../../components/section.tsx';
import { runWatermarks } from './run-words.ts';

type Row = ReturnType<typeof runWatermarks>[number];

const COLUMNS: RecordColumn<Row>[] = [
  { key: 'entity', label: 'Record type', cell: (row) => row.label },
  {
    key: 'before',
    label: 'Before this run',
    cell: (row) => <When at={row.before} otherwise="Nothing read" />,
  },
  { key: 'after', label: 'After it', cell: (row) => <When at={row.after} otherwise="Nothing read" /> },
];

/** How far each record type had been read before a run and after it; nothing when the run came to none. */
export function WatermarkTable({ run }: { run: SyncRun }) {
  const rows = runWatermarks(run);
  if (rows.length === 0) return null;
  return (
    <Section
      title="How far it read"
      description="The time of the last change in Xero that was read, for each record type. The next run goes on from there."
    >
      <RecordTable label="How far it read" columns={COLUMNS} rows={rows} rowKey={(row) => row.entity} />
    </Section>
  );
}

function When({ at, otherwise }: { at: string | null; otherwise: string }) {
  return at === null ? otherwise : <Instant at={at} />;
}
