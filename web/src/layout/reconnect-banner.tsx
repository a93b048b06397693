import type { Integration } from '@ledgerport/portal/schemas';
import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type List, read } from '../api/queries.ts';
import { Instant } from '../components/instant.tsx';
import { TextLink } from '../components/links.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useFirm } from './firm-context.ts';

/** Says on every page of a firm that access to its books has ended, since when, and what to do. */
export function ReconnectBanner() {
  const firm = useFirm();
  const { pathname } = useLocation();
  const { data } = useQuery({
    ...read<List<Integration>>(`/api/firms/${firm.id}/integrations`),
    refetchInterval: 30_000,
  });
  const broken = data?.items.find((integration) => integration.status === 'reconnect_needed');
  if (broken === undefined) return null;
  const integrations = `/firms/${firm.id}/integrations`;
  const books = broken.organisation?.name ?? 'Xero';
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
          pathname !== integrations && (
            <TextLink
              to="/firms/$firmId/integrations"
              params={{ firmId: firm.id }}
              c="inherit"
              fw={600}
              py={4}
              display="inline-block"
              underline="always"
            >
              {firm.mayChange ? 'Reconnect on the Integrations page' : 'See the Integrations page'}
            </TextLink>
          )
        }
      />
    </Box>
  );
}
