import type { Invoice } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { AccountingDate } from '../../components/accounting-date.tsx';
import { isZero } from '../../components/format-money.ts';
import { HistoryMark } from '../../components/history-mark.tsx';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { whyNothingOwed } from './invoice-state.ts';
import { InvoiceStatusBadge } from './invoice-status-badge.tsx';

/** Such a number is not broken at its hyphens; Xero allows 255 characters. */
const SHORT_NUMBER = 16;

type InvoiceTableProps = { invoices: Invoice[]; sort: string; ofOneCustomer?: boolean };

/** Invoices to be sorted, each leading to its own page; those `ofOneCustomer` do not name the customer. */
export function InvoiceTable({ invoices, sort, ofOneCustomer = false }: InvoiceTableProps) {
  const firm = useFirm();
  const number: RecordColumn<Invoice> = {
    key: 'number',
    label: 'Number',
    sort: 'number',
    cell: (invoice) => (
      <span>
        <TextLink
          inherit
          to="/firms/$firmId/invoices/$invoiceId"
          params={{ firmId: firm.id, invoiceId: invoice.id }}
          style={{ whiteSpace: (invoice.number?.length ?? 0) > SHORT_NUMBER ? 'normal' : 'nowrap' }}
        >
          {invoice.number ?? 'No number'}
        </TextLink>
        {invoice.isHistory && (
          <>
            {' '}
            <HistoryMark />
          </>
        )}
        {invoice.reference !== null && (
          <Text size="sm" c="dimmed" fw={400}>
            {invoice.reference}
          </Text>
        )}
      </span>
    ),
  };
  const customer: RecordColumn<Invoice> = {
    key: 'customer',
    label: 'Customer',
    sort: 'customer',
    cell: (invoice) => <CustomerName invoice={invoice} />,
  };
  const figures: RecordColumn<Invoice>[] = [
    { key: 'issued', label: 'Issued', sort: 'issued', cell: (row) => <OptionalDate on={row.issuedOn} /> },
    { key: 'due', label: 'Due on', sort: 'due', cell: (row) => <OptionalDate on={row.dueOn} /> },
    { key: 'status', label: 'Status', cell: (row) => <InvoiceStatusBadge invoice={row} /> },
    {
      key: 'total',
      label: 'Total',
      numeric: true,
      cell: (row) => <Money amount={row.total} currency={row.currency} />,
    },
    {
      key: 'amountDue',
      label: 'Amount due',
      numeric: true,
      sort: 'amountDue',
      cell: (row) =>
        whyNothingOwed(row) === null ? (
          <Money
            amount={row.amountDue}
            currency={row.currency}
            {...(isZero(row.amountDue) ? {} : { fw: 600 })}
          />
        ) : (
          <Text span inherit c="dimmed">
            Nothing
          </Text>
        ),
    },
  ];
  return (
    <RecordTable
      label="Invoices"
      columns={ofOneCustomer ? [number, ...figures] : [number, customer, ...figures]}
      rows={invoices}
      rowKey={(row) => row.id}
      sort={sort}
    />
  );
}

/** The customer an invoice went to, as a link where the customer is known. */
export function CustomerName({ invoice }: { invoice: Pick<Invoice, 'customer'> }) {
  const firm = useFirm();
  const { id, name } = invoice.customer;
  if (id === null) return name;
  return (
    <TextLink
      inherit
      to="/firms/$firmId/customers/$customerId"
      params={{ firmId: firm.id, customerId: id }}
      style={{ overflowWrap: 'anywhere' }}
    >
      {name}
    </TextLink>
  );
}

/** An accounting date, or a dash where the books have none. */
export function OptionalDate({ on }: { on: string | null }) {
  return on === null ? '–' : <AccountingDate on={on} />;
}
