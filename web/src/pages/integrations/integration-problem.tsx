import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Instant } from '../../components/instant.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';

/** What stands in the way and its remedy; nothing when all is well. */
export function IntegrationProblem({ integration }: { integration: Integration }) {
  const { problem, status, lastSuccessfulSyncAt } = integration;
  if (problem === null) return null;
  // The banner over every page of the firm has said what happened and how old the figures are.
  if (status === 'reconnect_needed') {
    return <ProblemAlert tone="warning" title="How to reconnect" message={problem.action} />;
  }
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
