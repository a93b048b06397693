import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Instant } from '../../components/instant.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';

/** What stands in the way, with its remedy and how old the figures are; nothing when all is well. */
export function ReconnectAlert({ integration }: { integration: Integration }) {
  const { problem, status, lastSuccessfulSyncAt } = integration;
  if (problem === null) return null;
  return (
    <ProblemAlert
      title={status === 'reconnect_needed' ? 'Reconnect needed' : 'The integration needs attention'}
      tone="warning"
      message={problem.message}
      action={
        <>
          <Text size="sm" fw={600}>
            {problem.action}
          </Text>
          {lastSuccessfulSyncAt !== null && (
            <Text size="sm">
              Customers and invoices stay readable as of <Instant at={lastSuccessfulSyncAt} />.
            </Text>
          )}
        </>
      }
    />
  );
}
