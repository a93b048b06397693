import type { SyncRun } from '@ledgerport/portal/schemas';
import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { IconDownload, IconHistory, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { addressOf } from '../../api/client.ts';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { usePageSize } from '../../components/use-page-size.ts';
import { useFirm } from '../../layout/firm-context.ts';
import { instantsOfDays } from './history-days.ts';
import { type HistoryFilter, HistoryFilters } from './history-filters.tsx';
import { RunChart } from './run-chart.tsx';
import { RunList } from './run-list.tsx';

const REFRESH_MS = 15_000;

/** The runs of an integration, newest first: filtered as the address says, and all of them as a chart. */
export function SyncHistoryPage() {
  const { firmId, integrationId } = useParams({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/syncs',
  });
  const { cursor, status, trigger, from, until } = useSearch({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/syncs',
  });
  const { timeZone } = useFirm();
  const limit = usePageSize();
  const filter: HistoryFilter = { status, trigger, from, until };
  const wanted = { status, trigger, ...instantsOfDays({ from, until }, timeZone) };
  const path = `/api/integrations/${integrationId}/syncs`;
  const runs = useQuery({
    ...read<List<SyncRun>>(path, { ...wanted, cursor, limit }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const items = runs.data?.items ?? [];
  return (
    <>
      <PageTitle
        title="Sync history"
        description={`Every reading of the books in Xero. Times are of ${timeZone}.`}
        actions={
          <>
            <Button
              component="a"
              variant="default"
              href={addressOf(`${path}.csv`, wanted)}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {filtered ? 'CSV of these runs' : 'CSV of all runs'}
            </Button>
            <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId }}>
              Back to the integration
            </ButtonLink>
          </>
        }
      />
      <Stack>
        <HistoryFilters filter={filter} />
        <VisuallyHidden role="status">
          {runs.data !== undefined && !runs.isPlaceholderData && `${items.length} runs shown`}
        </VisuallyHidden>
        <FailureAlert error={runs.error} />
        {runs.isPending && <LoadingRows rows={10} />}
        {runs.data !== undefined && items.length === 0 && <NoRuns filtered={filtered} />}
        {!filtered && cursor === undefined && <RunChart runs={items} />}
        {items.length > 0 && <RunList runs={items} live />}
        {runs.data !== undefined && (
          <ListPager nextCursor={runs.data.nextCursor} previous="Newer" next="Older" />
        )}
      </Stack>
    </>
  );
}

function NoRuns({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState icon={<IconSearchOff aria-hidden />} title="No run fits">
      Choose another result, another start or more days, or clear the filters.
    </EmptyState>
  ) : (
    <EmptyState icon={<IconHistory aria-hidden />} title="No run yet">
      Once a connection is saved the first run starts by itself within the hour, or at once with Sync Now.
    </EmptyState>
  );
}
