import type { Customer } from '@ledgerport/portal/schemas';
import { Group, NativeSelect, Stack, VisuallyHidden } from '@mantine/core';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
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
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerTable } from './customer-table.tsx';

const SHOWN = [
  { value: 'active', label: 'Active' },
  { value: 'owing', label: 'Owing' },
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'All' },
];

/** The firm's customers: who they are and what each owes. */
export function CustomersPage() {
  const firm = useFirm();
  const {
    q,
    show = 'active',
    sort = 'name',
    cursor,
  } = useSearch({ from: '/signed-in/firms/$firmId/customers' });
  const change = useSearchChange();
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<Customer>>(`/api/firms/${firm.id}/customers`, { q, show, sort, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle title="Customers" description="Contacts in Xero that invoices go to, and what each owes." />
      <Stack>
        <Group align="flex-end">
          <SearchBox label="Search customers" placeholder="Name, email or account number" />
          <NativeSelect
            aria-label="Show"
            data={SHOWN}
            value={show}
            onChange={(event) => change({ show: event.currentTarget.value })}
          />
        </Group>
        <VisuallyHidden role="status">
          {data !== undefined && !isPlaceholderData && `${data.items.length} customers shown`}
        </VisuallyHidden>
        <FailureAlert error={error} />
        {data === undefined && error === null && <LoadingRows rows={10} />}
        {data?.items.length === 0 && <NoCustomers filtered={q !== undefined || show !== 'active'} />}
        {data !== undefined && data.items.length > 0 && <CustomerTable customers={data.items} sort={sort} />}
        <ListPager nextCursor={data?.nextCursor ?? null} />
      </Stack>
    </>
  );
}

function NoCustomers({ filtered }: { filtered: boolean }) {
  const firm = useFirm();
  if (filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff aria-hidden />}
        title="No customer fits"
        action={
          <ButtonLink variant="default" to="/firms/$firmId/customers" params={{ firmId: firm.id }}>
            Show all active customers
          </ButtonLink>
        }
      >
        Search for another part of the name, or show others.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconUsers aria-hidden />}
      title="No customer yet"
      action={
        <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId: firm.id }}>
          Go to the Integrations page
        </ButtonLink>
      }
    >
      Customers are read from Xero. They appear here after the first sync.
    </EmptyState>
  );
}
