import type { Customer } from '@ledgerport/portal/schemas';
import { Group, Text } from '@mantine/core';
import { IconArchive, IconArrowMerge } from '@tabler/icons-react';
import { formatCount } from '../../components/format-count.ts';
import { HistoryMark } from '../../components/history-mark.tsx';
import { TextLink } from '../../components/links.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { BalanceList } from './balance-list.tsx';

/** Customers with what each owes per currency, each leading to its own page. */
export function CustomerTable({ customers, sort }: { customers: Customer[]; sort: string }) {
  const firm = useFirm();
  const columns: RecordColumn<Customer>[] = [
    {
      key: 'name',
      label: 'Customer',
      sort: 'name',
      cell: (customer) => (
        <>
          <Group gap="xs" component="span">
            <TextLink
              inherit
              to="/firms/$firmId/customers/$customerId"
              params={{ firmId: firm.id, customerId: customer.id }}
            >
              {customer.name}
            </TextLink>
            <CustomerMarks customer={customer} />
          </Group>
          {customer.email !== null && (
            <Text size="sm" c="dimmed" fw={400} style={{ overflowWrap: 'anywhere' }}>
              {customer.email}
            </Text>
          )}
        </>
      ),
    },
    { key: 'open', label: 'Open invoices', numeric: true, cell: (row) => formatCount(row.openInvoices) },
    {
      key: 'overdue',
      label: 'Overdue',
      numeric: true,
      cell: (row) => <BalanceList balance={row.balance} part="overdue" nothing="–" />,
    },
    {
      key: 'due',
      label: 'Due',
      numeric: true,
      sort: 'due',
      cell: (row) => <BalanceList balance={row.balance} part="due" nothing="–" />,
    },
    {
      key: 'credit',
      label: 'On credit',
      numeric: true,
      cell: (row) => <BalanceList balance={row.balance} part="credit" nothing="–" />,
    },
    {
      key: 'balance',
      label: 'Balance',
      numeric: true,
      cell: (row) => <BalanceList balance={row.balance} part="balance" nothing="–" />,
    },
  ];
  return (
    <RecordTable
      label="Customers"
      columns={columns}
      rows={customers}
      rowKey={(customer) => customer.id}
      sort={sort}
    />
  );
}

/** Says of a customer what sets it apart: merged or archived in Xero, or of books that were replaced. */
export function CustomerMarks({ customer }: { customer: Customer }) {
  return (
    <>
      {customer.isHistory && <HistoryMark />}
      {customer.mergedInto !== null ? (
        <StatusBadge tone="neutral" icon={<IconArrowMerge size={16} aria-hidden />}>
          Merged
        </StatusBadge>
      ) : (
        customer.archived && (
          <StatusBadge tone="neutral" icon={<IconArchive size={16} aria-hidden />}>
            Archived
          </StatusBadge>
        )
      )}
    </>
  );
}
