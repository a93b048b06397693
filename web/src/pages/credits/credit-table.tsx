import type { Credit } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { AccountingDate } from '../../components/accounting-date.tsx';
import { isZero } from '../../components/format-money.ts';
import { HistoryMark } from '../../components/history-mark.tsx';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerName, OptionalDate } from '../invoices/invoice-table.tsx';
import { creditKind, creditState, isUsable } from './credit-words.ts';

/** One credit may be spread over hundreds of invoices. */
const MOST_USES = 4;

type CreditTableProps = { credits: Credit[]; ofOneCustomer?: boolean };

/** Credits with what is left of each and how the rest was used; those `ofOneCustomer` do not name the customer. */
export function CreditTable({ credits, ofOneCustomer = false }: CreditTableProps) {
  const customer: RecordColumn<Credit> = {
    key: 'customer',
    label: 'Customer',
    cell: (credit) => <CustomerName invoice={credit} />,
  };
  const name: RecordColumn<Credit> = {
    key: 'credit',
    label: 'Credit',
    cell: (row) => <CreditName credit={row} />,
  };
  const figures: RecordColumn<Credit>[] = [
    { key: 'issued', label: 'Issued', cell: (row) => <OptionalDate on={row.issuedOn} /> },
    {
      key: 'status',
      label: 'Status',
      cell: ({ status }) => (
        <StatusBadge tone={creditState(status).tone}>{creditState(status).label}</StatusBadge>
      ),
    },
    { key: 'uses', label: 'Used for', cell: (row) => <Uses credit={row} /> },
    {
      key: 'total',
      label: 'Total',
      numeric: true,
      cell: (row) => <Money amount={row.total} currency={row.currency} />,
    },
    { key: 'remaining', label: 'Left', numeric: true, cell: (row) => <Remaining credit={row} /> },
  ];
  return (
    <RecordTable
      label="Credits"
      columns={ofOneCustomer ? [name, ...figures] : [name, customer, ...figures]}
      rows={credits}
      rowKey={(row) => row.id}
    />
  );
}

function CreditName({ credit }: { credit: Credit }) {
  return (
    <span>
      {creditKind(credit.kind)} <span style={{ whiteSpace: 'nowrap' }}>{credit.number}</span>
      {credit.isHistory && <HistoryMark />}
      {credit.reference !== null && (
        <Text size="sm" c="dimmed" fw={400}>
          {credit.reference}
        </Text>
      )}
    </span>
  );
}

function Remaining({ credit }: { credit: Credit }) {
  const { remaining, currency } = credit;
  if (!isUsable(credit) || isZero(remaining))
    return (
      <Text span inherit c="dimmed">
        Nothing
      </Text>
    );
  return <Money amount={remaining} currency={currency} fw={600} />;
}

/** The invoices that it paid and what was paid back of it. */
function Uses({ credit }: { credit: Credit }) {
  const { allocations, refunds, currency } = credit;
  const uses = [
    ...allocations.map((allocation, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: an invoice may be named twice, and the lines never change places
      <Text key={`allocation ${place}`} component="div" size="sm">
        <Money amount={allocation.amount} currency={currency} /> for <InvoiceName allocation={allocation} />
      </Text>
    )),
    ...refunds.map((refund) => (
      <Text key={refund.id} component="div" size="sm">
        <Money amount={refund.amount} currency={currency} /> paid back
        {refund.paidOn !== null && (
          <>
            {' '}
            on <AccountingDate on={refund.paidOn} />
          </>
        )}
      </Text>
    )),
  ];
  if (uses.length === 0) return '–';
  return (
    <Stack gap={2}>
      {uses.slice(0, MOST_USES)}
      {uses.length > MOST_USES && (
        <Text size="sm" c="dimmed">
          and {uses.length - MOST_USES} more
        </Text>
      )}
    </Stack>
  );
}

function InvoiceName({ allocation }: { allocation: Credit['allocations'][number] }) {
  const firm = useFirm();
  const { invoiceId, invoiceNumber } = allocation;
  if (invoiceId === null) return 'an invoice that is not here';
  return (
    <TextLink
      inherit
      underline="always"
      to="/firms/$firmId/invoices/$invoiceId"
      params={{ firmId: firm.id, invoiceId }}
    >
      {invoiceNumber ?? 'an invoice without a number'}
    </TextLink>
  );
}
