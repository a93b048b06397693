import type { SyncRun } from '@ledgerport/portal/schemas';
import { Box, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { TextLink } from '../../components/links.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { foldRuns, type RunGroup } from './fold-runs.ts';
import { LiveWords } from './live-run.tsx';
import { bytesWords, durationWords, millisecondsWords } from './measure-words.ts';
import { isFinal, runStatus, runSummary, runTrigger } from './run-words.ts';

/** A shorter wait for Xero's limits is the ordinary rhythm of calls. */
const LONG_WAIT_MS = 500;

/** A run and those that are folded behind it; `unfolded` are on the page as lines of their own. */
type Line = { run: SyncRun; alike: SyncRun[]; unfolded: boolean };

type RunListProps = {
  /** The newest first. */
  runs: SyncRun[];
  /** Shows how a run under way goes on; on a page that shows that already it need not. */
  live?: boolean;
};

/** Runs, each leading to its details; failures of the same kind in a row are one line, to be unfolded. */
export function RunList({ runs, live = false }: RunListProps) {
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const fold = (id: string) =>
    setUnfolded((open) => (open.includes(id) ? open.filter((other) => other !== id) : [...open, id]));
  const lines = foldRuns(runs).flatMap(({ newest, alike }): Line[] => {
    const open = unfolded.includes(groupId({ newest, alike }));
    const members = open ? alike.map((run): Line => ({ run, alike: [], unfolded: false })) : [];
    return [{ run: newest, alike, unfolded: open }, ...members];
  });
  const columns: RecordColumn<Line>[] = [
    { key: 'started', label: 'Started', cell: ({ run }) => <RunLink run={run} /> },
    {
      key: 'status',
      label: 'Result',
      cell: (line) => (
        <Stack gap={4} align="flex-start">
          <StatusBadge tone={runStatus(line.run.status).tone}>{runStatus(line.run.status).label}</StatusBadge>
          {line.alike.length > 0 && (
            <Unfold line={line} onToggle={() => fold(groupId({ newest: line.run, alike: line.alike }))} />
          )}
        </Stack>
      ),
    },
    {
      key: 'records',
      label: 'What changed',
      cell: ({ run }) => (live && !isFinal(run.status) ? <LiveWords id={run.id} /> : <Outcome run={run} />),
    },
    { key: 'trigger', label: 'Started by', cell: ({ run }) => <Trigger run={run} /> },
    {
      key: 'duration',
      label: 'Took',
      numeric: true,
      wideOnly: true,
      cell: ({ run }) => <Duration run={run} />,
    },
    {
      key: 'calls',
      label: 'Calls, read',
      numeric: true,
      wideOnly: true,
      cell: ({ run }) => (
        <>
          {formatCount(run.calls)}
          <Text size="sm" c="dimmed">
            {bytesWords(run.bytes)}
          </Text>
        </>
      ),
    },
  ];
  return <RecordTable label="Sync runs" columns={columns} rows={lines} rowKey={({ run }) => run.id} />;
}

/** The oldest run's id: it stays while newer ones join the group. */
function groupId({ newest, alike }: RunGroup): string {
  return (alike.at(-1) ?? newest).id;
}

function RunLink({ run }: { run: SyncRun }) {
  const firm = useFirm();
  return (
    <TextLink
      inherit
      style={{ whiteSpace: 'nowrap' }}
      to="/firms/$firmId/syncs/$syncId"
      params={{ firmId: firm.id, syncId: run.id }}
    >
      <Instant at={run.startedAt ?? run.queuedAt} />
    </TextLink>
  );
}

function Outcome({ run }: { run: SyncRun }) {
  if (run.status !== 'failed' || run.problem === null) return runSummary(run);
  return (
    <Text size="sm" miw={{ sm: 170 }} maw={340}>
      {run.problem.message}
    </Text>
  );
}

function Trigger({ run }: { run: SyncRun }) {
  return (
    <Box miw={{ sm: 90 }}>
      {runTrigger({ ...run, requestedBy: null })}
      {run.requestedBy !== null && (
        <Text size="sm" c="dimmed">
          {run.requestedBy}
        </Text>
      )}
    </Box>
  );
}

function Duration({ run: { startedAt, finishedAt, waitedMs } }: { run: SyncRun }) {
  if (startedAt === null || finishedAt === null) return '–';
  return (
    <>
      {durationWords(startedAt, finishedAt)}
      {waitedMs >= LONG_WAIT_MS && (
        <Text size="sm" c="dimmed">
          waited {millisecondsWords(waitedMs)}
        </Text>
      )}
    </>
  );
}

function Unfold({ line, onToggle }: { line: Line; onToggle: () => void }) {
  const Icon = line.unfolded ? IconChevronUp : IconChevronDown;
  return (
    <UnstyledButton
      fz="sm"
      c="var(--mantine-color-anchor)"
      mih={24}
      aria-expanded={line.unfolded}
      onClick={onToggle}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' }}
    >
      {formatCount(line.alike.length)} more like it
      <Icon size={14} aria-hidden />
    </UnstyledButton>
  );
}
