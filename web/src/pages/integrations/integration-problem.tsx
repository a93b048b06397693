import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Instant } from '../../components/instant.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';

/** What stands in the way and its remedy; nothing when all is well. */
export function IntegrationProblem({ integration }: { integration: Integration }) {
  const { problem, status, lastSuccessfulSyncAt } = integration;
  // The banner over every page of the firm says what there is to say when access has ended.
  if (problem === null || status === 'reconnect_needed') return null;
  return (
    <ProblemAlert
      tone="warning"
      title="The integration needs attention"
      message={problem.message}
      action={
        <>
          <Text size="sm" fw={600}>
            {problem.action}
          </Text>
          {lastSuccessfulSyncAt !== null && (
            <Text size="sm">
              Figures are as of <Instant at={lastSuccessfulSyncAt} />.
            </Text>
          )}
        </>
      }
    />
  );
}
