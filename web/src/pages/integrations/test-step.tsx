import type { ConnectionTest, Integration } from '@ledgerport/portal/schemas';
import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { integrationPath, refreshIntegration } from './integration-query.ts';

/** Step three: Test Connection, with what was found line by line. */
export function TestStep({ integration }: { integration: Integration }) {
  const test = useMutation({
    mutationFn: () => post<ConnectionTest>(`${integrationPath(integration.id)}/test`),
    onSettled: () => refreshIntegration(integration),
  });
  return (
    <Section
      title="3. Test"
      description={
        integration.pendingOrganisation === null
          ? 'Looks at what is saved and changes nothing in Xero.'
          : 'Save first: the test looks at what is saved, not at what was authorised since.'
      }
    >
      <Group>
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          Test Connection
        </Button>
        <Text fw={600} role="status">
          {test.data !== undefined &&
            (test.data.ok ? 'Everything is in order.' : 'The test found something to put right.')}
        </Text>
      </Group>
      <FailureAlert error={test.error} />
      {test.data !== undefined && <Findings checks={test.data.checks} />}
    </Section>
  );
}

function Findings({ checks }: Pick<ConnectionTest, 'checks'>) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {checks.map((check) => (
        <Group component="li" key={check.code} gap="sm" align="flex-start" wrap="nowrap">
          <Box w={88} style={{ flexShrink: 0 }}>
            <StatusBadge tone={check.ok ? 'good' : 'bad'}>{check.ok ? 'OK' : 'Failed'}</StatusBadge>
          </Box>
          <div>
            <Text>{check.message}</Text>
            {check.remedy !== null && (
              <Text size="sm" fw={600}>
                {check.remedy}
              </Text>
            )}
          </div>
        </Group>
      ))}
    </Stack>
  );
}
