import type { RecordedPayment } from '@ledgerport/portal/schemas';
import { Stack, VisuallyHidden } from '@mantine/core';
import { IconCash } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { usePageSize } from '../../components/use-page-size.ts';
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerFilter } from '../invoices/customer-filter.tsx';
import { PaymentTable } from './payment-table.tsx';

/** The payments of invoices that Xero records, whoever took the money, newest first. */
export function PaymentsPage() {
  const firm = useFirm();
  const { customerId, cursor } = useSearch({ from: '/signed-in/firms/$firmId/payments' });
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<RecordedPayment>>(`/api/firms/${firm.id}/recorded-payments`, { customerId, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle
        title="Payments in Xero"
        description="Payments of sales invoices as Xero records them, whoever took the money."
      />
      <Stack>
        {customerId !== undefined && <CustomerFilter customerId={customerId} what="payments of" />}
        <VisuallyHidden role="status">
          {data !== undefined && !isPlaceholderData && `${data.items.length} payments shown`}
        </VisuallyHidden>
        <FailureAlert error={error} />
        {data === undefined && error === null && <LoadingRows rows={10} />}
        {data?.items.length === 0 && (
          <EmptyState icon={<IconCash aria-hidden />} title="No payment yet">
            Payments appear here after they are entered in Xero and read by the next sync.
          </EmptyState>
        )}
        {data !== undefined && data.items.length > 0 && <PaymentTable payments={data.items} />}
        <ListPager nextCursor={data?.nextCursor ?? null} previous="Newer" next="Older" />
      </Stack>
    </>
  );
}
