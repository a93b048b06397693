import type { Credit } from '@ledgerport/portal/schemas';
import { Chip, Stack, VisuallyHidden } from '@mantine/core';
import { IconReceiptRefund, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type List, read } from '../../api/queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { ListPager } from '../../components/list-pager.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useSearchChange } from '../../components/search-change.ts';
import { usePageSize } from '../../components/use-page-size.ts';
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerFilter } from '../invoices/customer-filter.tsx';
import { CreditTable } from './credit-table.tsx';

/** Credit notes, overpayments and prepayments of the firm's customers, newest first. */
export function CreditsPage() {
  const firm = useFirm();
  const { open, customerId, cursor } = useSearch({ from: '/signed-in/firms/$firmId/credits' });
  const change = useSearchChange();
  const limit = usePageSize();
  const { data, error, isPlaceholderData } = useQuery({
    ...read<List<Credit>>(`/api/firms/${firm.id}/credits`, { open, customerId, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  const filtered = open !== undefined || customerId !== undefined;
  return (
    <>
      <PageTitle
        title="Credits"
        description="Credit notes, overpayments and prepayments as they are in Xero, and how each was used."
      />
      <Stack align="stretch">
        <Chip
          variant="outline"
          checked={open === 'true'}
          onChange={(checked) => change({ open: checked ? 'true' : undefined })}
        >
          Only with something left
        </Chip>
        {customerId !== undefined && <CustomerFilter customerId={customerId} what="credits of" />}
        <VisuallyHidden role="status">
          {data !== undefined && !isPlaceholderData && `${data.items.length} credits shown`}
        </VisuallyHidden>
        <FailureAlert error={error} />
        {data === undefined && error === null && <LoadingRows rows={10} />}
        {data?.items.length === 0 && <NoCredits filtered={filtered} />}
        {data !== undefined && data.items.length > 0 && <CreditTable credits={data.items} />}
        <ListPager nextCursor={data?.nextCursor ?? null} previous="Newer" next="Older" />
      </Stack>
    </>
  );
}

function NoCredits({ filtered }: { filtered: boolean }) {
  const firm = useFirm();
  if (filtered)
    return (
      <EmptyState
        icon={<IconSearchOff aria-hidden />}
        title="No credit fits"
        action={
          <ButtonLink variant="default" to="/firms/$firmId/credits" params={{ firmId: firm.id }}>
            Show all credits
          </ButtonLink>
        }
      >
        No customer has anything on credit like this.
      </EmptyState>
    );
  return (
    <EmptyState icon={<IconReceiptRefund aria-hidden />} title="No credit yet">
      Credit notes, overpayments and prepayments appear here after they are entered in Xero and read by the
      next sync.
    </EmptyState>
  );
}
