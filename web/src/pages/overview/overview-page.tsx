import type { Integration, ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type List, read } from '../../api/queries.ts';
import { Instant } from '../../components/instant.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { Balances } from './balances.tsx';
import { IntegrationCard } from './integration-card.tsx';
import { NextSteps } from './next-steps.tsx';

const REFRESH_MS = 60_000;
/** Until the first figures are there somebody waits for them. */
const FIRST_REFRESH_MS = 3_000;

/** The firm at a glance: what is owed, how fresh the figures are, and what is still to set up. */
export function OverviewPage() {
  const firm = useFirm();
  const summary = useQuery({
    ...read<ReceivablesSummary>(`/api/firms/${firm.id}/summary`),
    refetchInterval: ({ state }) => (state.data?.asOf ? REFRESH_MS : FIRST_REFRESH_MS),
  });
  const integrations = useQuery(read<List<Integration>>(`/api/firms/${firm.id}/integrations`));
  const asOf = summary.data?.asOf ?? null;
  return (
    <>
      <PageTitle
        title="Overview"
        description={
          asOf !== null && (
            <>
              What customers owe, as of <Instant at={asOf} />
            </>
          )
        }
      />
      <Stack gap="lg">
        <FailureAlert error={summary.error ?? integrations.error} />
        {integrations.data !== undefined && <NextSteps integration={integrations.data.items[0] ?? null} />}
        {summary.isPending && <LoadingRows rows={2} height={140} />}
        {summary.data !== undefined && <Balances summary={summary.data} />}
        {integrations.data?.items.map((integration) => (
          <IntegrationCard key={integration.id} integration={integration} />
        ))}
      </Stack>
    </>
  );
}
