import type { Integration } from '@ledgerport/portal/schemas';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { refetchIntegrations } from '../../api/refetch-integrations.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { BooksSection } from '../books/books-section.tsx';
import { ConversionNotice } from '../conversion/conversion-notice.tsx';
import { Connection } from './connection.tsx';
import { CopyableId } from './copyable-id.tsx';
import { Facts } from './facts.tsx';
import { Help } from './help.tsx';
import { IntegrationProblem } from './integration-problem.tsx';
import { integrationQuery } from './integration-query.ts';
import { Meters } from './meters.tsx';
import { MoreMenu } from './more-menu.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { Steps } from './steps.tsx';
import { SyncUnderWay } from './sync-step.tsx';

/** The integration with Xero; `known` is what the list gave, shown until it is read by itself. */
export function XeroIntegration({ known }: { known: Integration }) {
  const { mayChange } = useFirm();
  const query = useQuery({
    ...integrationQuery(known.id),
    initialData: known,
    refetchInterval: ({ state }) => refetchIntegrations(state.data && [state.data]),
  });
  const integration = query.data;
  return (
    <>
      <PageTitle
        title="Xero integration"
        description={<CopyableId id={integration.id} />}
        actions={
          <Group gap="xs">
            <Help />
            {mayChange && <MoreMenu integration={integration} />}
          </Group>
        }
      />
      <Stack gap="md">
        <FailureAlert error={query.error} />
        <IntegrationProblem integration={integration} />
        <ConversionNotice integration={integration} />
        <Facts integration={integration} />
        {mayChange ? (
          <Steps integration={integration} />
        ) : (
          <>
            <Text c="dimmed">
              You can read everything here. An owner or admin of the firm authorises, saves, tests and syncs.
            </Text>
            <SyncUnderWay integration={integration} />
          </>
        )}
        <BooksSection integration={integration} />
        <RecentRuns integration={integration} />
        <Meters integration={integration} />
        <Connection integration={integration} />
      </Stack>
    </>
  );
}
