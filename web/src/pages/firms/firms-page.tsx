import type { FirmHealth } from '@ledgerport/portal/schemas';
import { Box, Group, NativeSelect, Text, VisuallyHidden } from '@mantine/core';
import { IconBuilding, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { useSearchChange } from '../../components/search-change.ts';
import { usePageSize } from '../../components/use-page-size.ts';
import { AppMeters } from './app-meters.tsx';
import { FirmsTable } from './firms-table.tsx';

const newFirm = (
  <ButtonLink to="/firms/new" leftSection={<IconPlus size={16} aria-hidden />}>
    New firm
  </ButtonLink>
);

const SORTS = [
  { value: 'attention', label: 'What needs attention first' },
  { value: 'name', label: 'By name' },
];

/** Every firm with its health, for staff. */
export function FirmsPage() {
  const { q, sort = 'attention', cursor } = useSearch({ from: '/signed-in/staff/firms' });
  const change = useSearchChange();
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<FirmHealth>>('/api/firms', { q, sort, cursor, limit }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const none = data?.items.length === 0;
  return (
    <>
      <PageTitle
        title="Firms"
        description="Every firm, the state of its books, and when its figures were last right."
        actions={newFirm}
      />
      {!(none && q === undefined) && (
        <Group mb="md" align="flex-end">
          <SearchBox label="Search firms" />
          <NativeSelect
            aria-label="Sort by"
            data={SORTS}
            value={sort}
            onChange={(event) => change({ sort: event.currentTarget.value })}
          />
        </Group>
      )}
      <VisuallyHidden role="status">
        {data !== undefined && !isPlaceholderData && `${data.items.length} firms shown`}
      </VisuallyHidden>
      {data === undefined ? (
        error === null ? (
          <LoadingRows />
        ) : (
          <FailureAlert error={error} />
        )
      ) : none && q !== undefined ? (
        <EmptyState icon={<IconSearchOff aria-hidden />} title={`No firm’s name contains “${q}”`}>
          Search for another part of its name.
        </EmptyState>
      ) : none ? (
        <EmptyState icon={<IconBuilding aria-hidden />} title="There is no firm yet" action={newFirm}>
          Create the first one, then create its Xero integration and let its owner sign in.
        </EmptyState>
      ) : (
        <FirmsTable firms={data.items} />
      )}
      <ListPager nextCursor={data?.nextCursor ?? null} />
      {error !== null && data !== undefined && (
        <Text c="var(--mantine-color-error)" role="alert" mt="sm">
          The list could not be read again just now, so it may be out of date.
        </Text>
      )}
      {!(none && q === undefined) && (
        <Box mt="xl">
          <AppMeters />
        </Box>
      )}
    </>
  );
}
