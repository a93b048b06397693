import type { BooksCheck } from '@ledgerport/portal/schemas';
import { SegmentedControl, Stack, VisuallyHidden } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
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
import { CheckTable } from './check-table.tsx';

const SHOWN = [
  { value: 'all', label: 'All comparisons' },
  { value: 'eventful', label: 'Found something' },
];

/** How often the books here were compared with Xero's own ledger, and what came out, newest first. */
export function BooksPage() {
  const from = '/signed-in/firms/$firmId/integrations/$integrationId/books';
  const { firmId, integrationId } = useParams({ from });
  const { show = 'all', cursor } = useSearch({ from });
  const change = useSearchChange();
  const limit = usePageSize();
  const eventful = show === 'eventful' || undefined;
  const checks = useQuery({
    ...read<List<BooksCheck>>(`/api/integrations/${integrationId}/books-checks`, { eventful, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle
        title="Books compared with Xero"
        description="What customers owe here, beside what stands on accounts receivable in Xero’s own ledger, newest first."
        actions={
          <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId }}>
            Back to the integration
          </ButtonLink>
        }
      />
      <Stack align="stretch">
        <SegmentedControl
          aria-label="Show"
          data={SHOWN}
          value={show}
          onChange={(value) => change({ show: value === 'eventful' ? value : undefined })}
          style={{ alignSelf: 'flex-start' }}
        />
        <VisuallyHidden role="status">
          {checks.data !== undefined &&
            !checks.isPlaceholderData &&
            `${checks.data.items.length} comparisons shown`}
        </VisuallyHidden>
        <FailureAlert error={checks.error} />
        {checks.isPending && <LoadingRows rows={10} />}
        {checks.data?.items.length === 0 && (
          <EmptyState
            icon={<IconScale aria-hidden />}
            title={eventful ? 'Nothing was ever found' : 'Not compared yet'}
          >
            {eventful
              ? 'Every record was as in Xero each time the books were compared.'
              : 'The books are compared at the end of every sync.'}
          </EmptyState>
        )}
        {checks.data !== undefined && checks.data.items.length > 0 && (
          <CheckTable checks={checks.data.items} />
        )}
        <ListPager nextCursor={checks.data?.nextCursor ?? null} previous="Newer" next="Older" />
      </Stack>
    </>
  );
}
