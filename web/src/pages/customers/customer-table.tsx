import type { Customer } from '@ledgerport/portal/schemas';
import { Group, Text } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { formatCount } from '../../components/format-count.ts';
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
        <Group gap="xs" component="span">
          <TextLink
            inherit
            to="/firms/$firmId/customers/$customerId"
            params={{ firmId: firm.id, customerId: customer.id }}
          >
            {customer.name}
          </TextLink>
          {customer.archived && <ArchivedMark />}
        </Group>
      ),
    },
    {
      key: 'email',
      label: 'Email',
      cell: ({ email }) => (
        <Text inherit style={{ overflowWrap: 'anywhere' }}>
          {email ?? '–'}
        </Text>
      ),
    },
    { key: 'open', label: 'Open invoices', numeric: true, cell: (row) => formatCount(row.openInvoices) },
    {
      key: 'overdue',
      label: 'Overdue',
      numeric: true,
      cell: (row) => <BalanceList balance={row.balance} part="overdue" />,
    },
    {
      key: 'due',
      label: 'Due',
      numeric: true,
      sort: 'due',
      cell: (row) => <BalanceList balance={row.balance} part="due" />,
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

/** Says that a customer was archived in Xero. */
export function ArchivedMark() {
  return (
    <StatusBadge tone="neutral" icon={<IconArchive size={16} aria-hidden />}>
      Archived
    </StatusBadge>
  );
}
