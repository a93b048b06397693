import type { Integration } from '@ledgerport/portal/schemas';
import { Box, Group, Stack, Text } from '@mantine/core';
import { ButtonLink } from '../../components/links.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { setupSteps } from './setup-steps.ts';

/** What is still to do before figures appear; nothing once a sync has succeeded. */
export function NextSteps({ integration }: { integration: Integration | null }) {
  const firm = useFirm();
  const steps = setupSteps(integration);
  const next = steps.findIndex((step) => !step.done);
  if (next === -1) return null;
  return (
    <Section
      title="Next steps"
      description="Customers, invoices and balances appear here once these are done."
    >
      <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {steps.map((step, place) => (
          <Group component="li" key={step.label} gap="sm" wrap="nowrap" align="center">
            <Box w={92} style={{ flexShrink: 0 }}>
              <StatusBadge tone={step.done ? 'good' : place === next ? 'info' : 'neutral'}>
                {step.done ? 'Done' : place === next ? 'Next' : 'Later'}
              </StatusBadge>
            </Box>
            <Text>{step.label}</Text>
          </Group>
        ))}
      </Stack>
      <Group>
        <ButtonLink to="/firms/$firmId/integrations" params={{ firmId: firm.id }}>
          Go to the Integrations page
        </ButtonLink>
      </Group>
    </Section>
  );
}
