import type { SyncRun } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { runStatus } from './run-words.ts';

/** What stood in a run's way and what to do; nothing when all went well. */
export function RunProblem({ run }: { run: SyncRun }) {
  if (run.problem === null) return null;
  return (
    <ProblemAlert
      tone={run.status === 'failed' ? 'bad' : 'warning'}
      title={`${runStatus(run.status).label}: what happened`}
      message={run.problem.message}
      action={
        <Text size="sm" fw={600}>
          {run.problem.action}
        </Text>
      }
    />
  );
}
