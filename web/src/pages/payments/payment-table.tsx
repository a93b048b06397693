import type { RecordedPayment } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { HistoryMark } from '../../components/history-mark.tsx';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { CustomerName, OptionalDate } from '../invoices/invoice-table.tsx';

type PaymentTableProps = { payments: RecordedPayment[]; ofOneCustomer?: boolean };

/** Payments as Xero records them; those `ofOneCustomer` do not name the customer. */
export function PaymentTable({ payments, ofOneCustomer = false }: PaymentTableProps) {
  const invoice: RecordColumn<RecordedPayment> = {
    key: 'invoice',
    label: 'Invoice',
    cell: (payment) => <InvoiceNumber payment={payment} />,
  };
  const customer: RecordColumn<RecordedPayment> = {
    key: 'customer',
    label: 'Customer',
    cell: (payment) =>
      payment.customer === null ? '–' : <CustomerName invoice={{ customer: payment.customer }} />,
  };
  const rest: RecordColumn<RecordedPayment>[] = [
    { key: 'account', label: 'Account', cell: ({ account }) => accountWords(account) },
    {
      key: 'reference',
      label: 'Reference',
      cell: ({ reference }) => (
        <Text span inherit style={{ overflowWrap: 'anywhere' }}>
          {reference ?? '–'}
        </Text>
      ),
    },
    { key: 'state', label: 'State', cell: (payment) => <PaymentState payment={payment} /> },
    {
      key: 'amount',
      label: 'Amount',
      numeric: true,
      cell: ({ amount, currency, status }) => (
        <Text span inherit td={status === 'deleted' ? 'line-through' : 'none'}>
          {currency === null ? amount : <Money amount={amount} currency={currency} />}
        </Text>
      ),
    },
  ];
  const paid: RecordColumn<RecordedPayment> = {
    key: 'paid',
    label: 'Paid on',
    cell: ({ paidOn }) => <OptionalDate on={paidOn} />,
  };
  return (
    <RecordTable
      label="Payments"
      columns={ofOneCustomer ? [paid, invoice, ...rest] : [paid, invoice, customer, ...rest]}
      rows={payments}
      rowKey={(payment) => payment.id}
    />
  );
}

function InvoiceNumber({ payment: { invoice } }: { payment: RecordedPayment }) {
  const firm = useFirm();
  if (invoice === null) return 'Not here';
  return (
    <TextLink
      inherit
      style={{ whiteSpace: 'nowrap' }}
      to="/firms/$firmId/invoices/$invoiceId"
      params={{ firmId: firm.id, invoiceId: invoice.id }}
    >
      {invoice.number ?? 'No number'}
    </TextLink>
  );
}

function accountWords(account: RecordedPayment['account']): string {
  if (account === null) return '–';
  return account.code === null ? account.name : `${account.code} ${account.name}`;
}

function PaymentState({ payment }: { payment: RecordedPayment }) {
  if (payment.isHistory) return <HistoryMark />;
  const { tone, label } = stateOf(payment);
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}

function stateOf({ status, reconciled }: RecordedPayment): { tone: Tone; label: string } {
  if (status === 'deleted') return { tone: 'neutral', label: 'Deleted' };
  if (status === 'unknown') return { tone: 'warning', label: 'Unknown' };
  return reconciled ? { tone: 'good', label: 'Reconciled' } : { tone: 'info', label: 'Recorded' };
}
