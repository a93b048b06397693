import type { SyncRun } from '@ledgerport/portal/schemas';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { TextLink } from '../../components/links.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { bytesWords, durationWords } from './measure-words.ts';
import { runStatus, runSummary, runTrigger } from './run-words.ts';

/** Runs, newest first as they come, each leading to its details. */
export function RunList({ runs }: { runs: SyncRun[] }) {
  const firm = useFirm();
  const columns: RecordColumn<SyncRun>[] = [
    {
      key: 'started',
      label: 'Started',
      cell: (run) => (
        <TextLink
          inherit
          style={{ whiteSpace: 'nowrap' }}
          to="/firms/$firmId/syncs/$syncId"
          params={{ firmId: firm.id, syncId: run.id }}
        >
          <Instant at={run.startedAt ?? run.queuedAt} />
        </TextLink>
      ),
    },
    {
      key: 'status',
      label: 'Result',
      cell: (run) => (
        <StatusBadge tone={runStatus(run.status).tone}>{runStatus(run.status).label}</StatusBadge>
      ),
    },
    { key: 'records', label: 'Records', cell: runSummary },
    { key: 'trigger', label: 'Started by', cell: runTrigger },
    {
      key: 'duration',
      label: 'Took',
      numeric: true,
      wideOnly: true,
      cell: ({ startedAt, finishedAt }) =>
        startedAt === null || finishedAt === null ? '–' : durationWords(startedAt, finishedAt),
    },
    { key: 'calls', label: 'Calls', numeric: true, wideOnly: true, cell: (run) => formatCount(run.calls) },
    { key: 'bytes', label: 'Read', numeric: true, wideOnly: true, cell: (run) => bytesWords(run.bytes) },
  ];
  return <RecordTable label="Sync runs" columns={columns} rows={runs} rowKey={(run) => run.id} />;
}
