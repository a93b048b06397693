import type { Integration } from '@ledgerport/portal/schemas';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type List, read } from '../../api/queries.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { CsvIntegration } from '../uploads/csv-integration.tsx';
import { NoIntegration } from './no-integration.tsx';
import { XeroIntegration } from './xero-integration.tsx';

/** The firm's link to Xero: its state, the steps that make it work, and its last runs. */
export function IntegrationsPage() {
  const firm = useFirm();
  const integrations = useQuery(read<List<Integration>>(`/api/firms/${firm.id}/integrations`));
  const [integration] = integrations.data?.items ?? [];
  if (integration?.platform === 'csv') return <CsvIntegration key={integration.id} known={integration} />;
  if (integration !== undefined) return <XeroIntegration key={integration.id} known={integration} />;
  return (
    <>
      <PageTitle title="Integrations" description="The link between this firm and its Xero books." />
      {integrations.isPending && <LoadingRows rows={4} height={120} />}
      {integrations.isError && (
        <FailureAlert
          error={integrations.error}
          action={
            <Button variant="default" onClick={() => void integrations.refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {integrations.isSuccess && <NoIntegration />}
    </>
  );
}
