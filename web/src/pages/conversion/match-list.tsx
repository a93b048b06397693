import type { Conversion, Integration, Match } from '@ledgerport/portal/schemas';
import { Group, NativeSelect, SegmentedControl, Stack, VisuallyHidden } from '@mantine/core';
import { IconChecks, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-count.ts';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { useSearchChange } from '../../components/search-change.ts';
import { Section } from '../../components/section.tsx';
import { usePageSize } from '../../components/use-page-size.ts';
import { conversionPath } from './conversion-query.ts';
import { MatchTable } from './match-table.tsx';

const SHOWN = [
  { value: 'undecided', label: 'To be decided' },
  { value: 'certain', label: 'Certain' },
  { value: 'likely', label: 'Likely' },
  { value: 'ambiguous', label: 'Several fit' },
  { value: 'none', label: 'No counterpart' },
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'rejected', label: 'Given none' },
  { value: 'all', label: 'All' },
];

/** The customers and invoices here with what is suggested for each; filters are kept in the address. */
export function MatchList({ integration, conversion }: { integration: Integration; conversion: Conversion }) {
  const {
    kind = 'customer',
    show = 'undecided',
    q,
    cursor,
  } = useSearch({ from: '/signed-in/firms/$firmId/integrations/$integrationId/conversion' });
  const change = useSearchChange();
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<Match>>(`${conversionPath(conversion.id)}/matches`, { kind, show, q, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  const label = (counts: Conversion['customers'], words: string) =>
    counts.undecided === 0 ? words : `${words} (${formatCount(counts.undecided)})`;
  return (
    <Section
      title="What matches"
      description="On the left what is here, beside it the record of the new organisation that is suggested for it. In brackets: how many are still to be decided."
    >
      <Stack>
        <Group align="flex-end">
          <SegmentedControl
            aria-label="Customers or invoices"
            data={[
              { value: 'customer', label: label(conversion.customers, 'Customers') },
              { value: 'invoice', label: label(conversion.invoices, 'Invoices') },
            ]}
            value={kind}
            onChange={(value) => change({ kind: value })}
          />
          <NativeSelect
            aria-label="Show"
            data={SHOWN}
            value={show}
            onChange={(event) => change({ show: event.currentTarget.value })}
          />
          <SearchBox label="Search matches" placeholder="Number, name or email" />
        </Group>
        <VisuallyHidden role="status">
          {data !== undefined && !isPlaceholderData && `${data.items.length} matches shown`}
        </VisuallyHidden>
        <FailureAlert error={error} />
        {data === undefined && error === null && <LoadingRows rows={6} />}
        {data?.items.length === 0 && (
          <EmptyState
            icon={
              show === 'undecided' && q === undefined ? (
                <IconChecks aria-hidden />
              ) : (
                <IconSearchOff aria-hidden />
              )
            }
            title={
              show === 'undecided' && q === undefined ? 'Nothing is left to decide here' : 'Nothing fits'
            }
          >
            {show === 'undecided' && q === undefined
              ? 'Look at the others, or choose what else to show.'
              : 'Show others, or search for something else.'}
          </EmptyState>
        )}
        {data !== undefined && data.items.length > 0 && (
          <MatchTable integration={integration} conversion={conversion} matches={data.items} />
        )}
        <ListPager nextCursor={data?.nextCursor ?? null} />
      </Stack>
    </Section>
  );
}
