import type { ConnectionTest, Integration } from '@ledgerport/portal/schemas';
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { integrationPath, refreshIntegration } from './integration-query.ts';
import { Step } from './step.tsx';

/** Step three: Test Connection, with what was found line by line. */
export function TestStep({ integration }: { integration: Integration }) {
  const test = useMutation({
    mutationFn: () => post<ConnectionTest>(`${integrationPath(integration.id)}/test`),
    onSettled: () => refreshIntegration(integration),
  });
  return (
    <Step
      number={3}
      title="Test"
      done={test.data?.ok === true}
      description={
        integration.pendingOrganisation === null
          ? 'Looks at what is saved and changes nothing in Xero.'
          : 'Save first: the test looks at what is saved, not at what was authorised since.'
      }
      action={
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          Test Connection
        </Button>
      }
    >
      <Text fw={600} role="status">
        {test.data !== undefined &&
          (test.data.ok ? 'Everything is in order.' : 'The test found something to put right.')}
      </Text>
      {test.error !== null && <FailureAlert error={test.error} />}
      {test.data !== undefined && <Findings checks={test.data.checks} />}
    </Step>
  );
}

function Findings({ checks }: Pick<ConnectionTest, 'checks'>) {
  return (
    <ul className="findings">
      {checks.map((check) => (
        <Group component="li" key={check.code} gap="sm" align="flex-start" wrap="nowrap">
          <div className="finding-mark">
            <StatusBadge tone={check.ok ? 'good' : 'bad'}>{check.ok ? 'OK' : 'Failed'}</StatusBadge>
          </div>
          <Text component="div" size="sm" pt={3}>
            {check.message}
            {check.remedy !== null && (
              <Text size="sm" fw={600}>
                {check.remedy}
              </Text>
            )}
          </Text>
        </Group>
      ))}
    </ul>
  );
}
