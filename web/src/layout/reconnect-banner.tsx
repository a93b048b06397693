import type { Integration } from '@ledgerport/portal/schemas';
import { Box, Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { Instant } from '../components/instant.tsx';
import { TextLink } from '../components/links.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useFirm } from './firm-context.ts';

/** Says on every page of a firm that access to its books has ended, how old the figures are, and what to do. */
export function ReconnectBanner({ integrations }: { integrations: readonly Integration[] }) {
  const firm = useFirm();
  const { pathname } = useLocation();
  const broken = integrations.find((integration) => integration.status === 'reconnect_needed');
  if (broken === undefined) return null;
  const books = broken.organisation?.name ?? 'Xero';
  const elsewhere = pathname !== `/firms/${firm.id}/integrations`;
  return (
    <Box mb="lg">
      <ProblemAlert
        tone="warning"
        title={`Reconnect needed: ${books}`}
        message={
          <>
            {broken.problem?.message ?? 'Ledgerport can no longer read the books in Xero.'} Figures are shown{' '}
            {broken.lastSuccessfulSyncAt === null ? (
              'as they were before'
            ) : (
              <>
                as of <Instant at={broken.lastSuccessfulSyncAt} />
              </>
            )}
            ; payments taken meanwhile wait and are posted after reconnecting.
          </>
        }
        action={
          <Stack gap={4} align="flex-start">
            <Text size="sm" fw={600}>
              {firm.mayChange
                ? `${broken.problem?.action ?? 'Authorise Xero again for the same organisation.'} Then choose Save.`
                : 'Ask an owner or admin of the firm to reconnect.'}
            </Text>
            {elsewhere && (
              <TextLink
                to="/firms/$firmId/integrations"
                params={{ firmId: firm.id }}
                c="inherit"
                size="sm"
                py={4}
                display="inline-block"
                underline="always"
              >
                {firm.mayChange ? 'Reconnect on the Integrations page' : 'See the Integrations page'}
              </TextLink>
            )}
          </Stack>
        }
      />
    </Box>
  );
}
