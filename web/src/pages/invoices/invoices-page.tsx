import type { Invoice } from '@ledgerport/portal/schemas';
import { Stack, VisuallyHidden } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { usePageSize } from '../../components/use-page-size.ts';
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerFilter } from './customer-filter.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import { NoInvoices } from './no-invoices.tsx';
import { StatusFilter } from './status-filter.tsx';

/** The firm's invoices: found, filtered and sorted, all of it kept in the address. */
export function InvoicesPage() {
  const firm = useFirm();
  const search = useSearch({ from: '/signed-in/firms/$firmId/invoices' });
  const { q, status, customerId, sort = '-issued', cursor } = search;
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<Invoice>>(`/api/firms/${firm.id}/invoices`, { q, status, customerId, sort, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  const filtered = [q, status, customerId].some((part) => part !== undefined);
  return (
    <>
      <PageTitle title="Invoices" description="Sales invoices as they are in Xero." />
      <Stack>
        <SearchBox label="Search invoices" placeholder="Number, reference or customer" />
        <StatusFilter status={status} />
        {customerId !== undefined && <CustomerFilter customerId={customerId} what="invoices to" />}
        <VisuallyHidden role="status">
          {data !== undefined && !isPlaceholderData && `${data.items.length} invoices shown`}
        </VisuallyHidden>
        <FailureAlert error={error} />
        {data === undefined && error === null && <LoadingRows rows={10} />}
        {data?.items.length === 0 && <NoInvoices filtered={filtered} />}
        {data !== undefined && data.items.length > 0 && <InvoiceTable invoices={data.items} sort={sort} />}
        <ListPager nextCursor={data?.nextCursor ?? null} />
      </Stack>
    </>
  );
}
