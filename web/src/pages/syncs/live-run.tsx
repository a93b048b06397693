import type { SyncRun } from '@ledgerport/portal/schemas';
import { Group, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { TextLink } from '../../components/links.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { EntityWords } from './entity-words.tsx';
import { bytesWords, countWords } from './measure-words.ts';
import { RunProblem } from './run-problem.tsx';
import { isFinal, runStatus, runSummary } from './run-words.ts';
import { useLiveRun } from './use-live-run.ts';

const SPOKEN_EVERY_MS = 5000;

/** A run as it goes on: its words, counts, calls and bytes, and how it ended; why, unless that is `explained` already. */
export function LiveRun({ id, explained = false }: { id: string; explained?: boolean }) {
  const firm = useFirm();
  const { data: run, error } = useLiveRun(id);
  if (run === undefined) return <FailureAlert error={error} />;
  return (
    <Stack gap="sm">
      <RunProgress run={run} />
      <EntityWords run={run} />
      {!explained && <RunProblem run={run} />}
      <Group gap="md">
        <Text size="sm" c="dimmed">
          {countWords(run.calls, 'call', 'calls')}, {bytesWords(run.bytes)}
        </Text>
        <TextLink size="sm" to="/firms/$firmId/syncs/$syncId" params={{ firmId: firm.id, syncId: id }}>
          Details of this run
        </TextLink>
      </Group>
    </Stack>
  );
}

/** A run's state and what it is doing now; told to screen readers every few seconds and at its end. */
export function RunProgress({ run }: { run: SyncRun }) {
  const { label, tone } = runStatus(run.status);
  const words = progressWords(run);
  const spoken = useThrottledValue(words, SPOKEN_EVERY_MS);
  return (
    <Group gap="sm">
      <StatusBadge
        tone={tone}
        icon={isFinal(run.status) ? undefined : <Loader size={14} color="currentColor" />}
      >
        {label}
      </StatusBadge>
      <Text size="sm">{words}</Text>
      <VisuallyHidden role="status">{isFinal(run.status) ? `${label}. ${words}` : spoken}</VisuallyHidden>
    </Group>
  );
}

/** What a run is doing now, in a line: for a list, where it stands in the place of what it changed. */
export function LiveWords({ id }: { id: string }) {
  const { data: run } = useLiveRun(id);
  const words = run === undefined ? '' : progressWords(run);
  const spoken = useThrottledValue(words, SPOKEN_EVERY_MS);
  return (
    <>
      {words}
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
    </>
  );
}

function progressWords(run: SyncRun): string {
  if (run.status === 'queued') return 'Waiting to start…';
  if (run.status === 'running') return run.progress === null ? 'Reading from Xero…' : `${run.progress}…`;
  return runSummary(run);
}
