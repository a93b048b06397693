import type { SyncRun } from '@ledgerport/portal/schemas';
import { NativeSelect, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useSearchChange } from '../../components/search-change.ts';
import { usePageSize } from '../../components/use-page-size.ts';
import { RunList } from './run-list.tsx';
import { runStatus } from './run-words.ts';

const STATUSES = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
const REFRESH_MS = 15_000;

/** Every run of an integration, newest first. */
export function SyncHistoryPage() {
  const { firmId, integrationId } = useParams({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/syncs',
  });
  const { status, cursor } = useSearch({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/syncs',
  });
  const change = useSearchChange();
  const limit = usePageSize();
  const runs = useQuery({
    ...read<List<SyncRun>>(`/api/integrations/${integrationId}/syncs`, { status, cursor, limit }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <PageTitle
        title="Sync history"
        description="Every reading of the books in Xero, newest first."
        actions={
          <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId }}>
            Back to the integration
          </ButtonLink>
        }
      />
      <Stack>
        <NativeSelect
          label="Result"
          maw={240}
          data={[
            { value: '', label: 'All' },
            ...STATUSES.map((value) => ({ value, label: runStatus(value).label })),
          ]}
          value={status ?? ''}
          onChange={(event) => change({ status: event.currentTarget.value || undefined })}
        />
        <FailureAlert error={runs.error} />
        {runs.isPending && <LoadingRows rows={10} />}
        {runs.data?.items.length === 0 && (
          <EmptyState title={status === undefined ? 'No run yet' : 'No run with this result'}>
            {status === undefined
              ? 'Once a connection is saved the first run starts by itself within the hour, or at once with Sync Now.'
              : 'Choose another result to see more.'}
          </EmptyState>
        )}
        {runs.data !== undefined && runs.data.items.length > 0 && <RunList runs={runs.data.items} />}
        {runs.data !== undefined && (
          <ListPager nextCursor={runs.data.nextCursor} previous="Newer" next="Older" />
        )}
      </Stack>
    </>
  );
}
