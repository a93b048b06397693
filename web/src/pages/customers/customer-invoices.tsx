import type { Invoice } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { TextLink } from '../../components/links.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { usePageSize } from '../../components/use-page-size.ts';
import { useFirm } from '../../layout/firm-context.ts';
import { InvoiceTable } from '../invoices/invoice-table.tsx';

/** A customer's invoices, sorted and paged as the address says. */
export function CustomerInvoices({ customerId }: { customerId: string }) {
  const firm = useFirm();
  const limit = usePageSize();
  const { sort = '-issued', cursor } = useSearch({ from: '/signed-in/firms/$firmId/customers/$customerId' });
  const { data, error } = useQuery({
    ...read<List<Invoice>>(`/api/firms/${firm.id}/invoices`, { customerId, sort, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title="Invoices"
      actions={
        <TextLink to="/firms/$firmId/invoices" params={{ firmId: firm.id }} search={{ customerId }}>
          Search and filter them
        </TextLink>
      }
    >
      <FailureAlert error={error} />
      {data === undefined && error === null && <LoadingRows />}
      {data?.items.length === 0 && <Text c="dimmed">There is no invoice to this customer.</Text>}
      {data !== undefined && data.items.length > 0 && (
        <InvoiceTable invoices={data.items} sort={sort} ofOneCustomer />
      )}
      <ListPager nextCursor={data?.nextCursor ?? null} />
    </Section>
  );
}
