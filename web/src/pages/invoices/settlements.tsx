import type { InvoiceDetail } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { Section } from '../../components/section.tsx';
import { creditKind } from '../credits/credit-words.ts';
import { OptionalDate } from './invoice-table.tsx';

type Payment = InvoiceDetail['payments'][number];
type Credit = InvoiceDetail['credits'][number];

/** The payments and credits that Xero has applied to this invoice. */
export function Settlements({ invoice }: { invoice: InvoiceDetail }) {
  const { payments, credits, currency } = invoice;
  const paymentColumns: RecordColumn<Payment>[] = [
    { key: 'paid', label: 'Paid on', cell: (row) => <OptionalDate on={row.paidOn} /> },
    { key: 'reference', label: 'Reference', cell: (row) => row.reference ?? '–' },
    {
      key: 'amount',
      label: 'Amount',
      numeric: true,
      cell: (row) => <Money amount={row.amount} currency={currency} />,
    },
  ];
  const creditColumns: RecordColumn<Credit>[] = [
    { key: 'kind', label: 'Kind', cell: (row) => creditKind(row.kind) },
    { key: 'number', label: 'Number', cell: (row) => row.number ?? '–' },
    { key: 'credited', label: 'Credited on', cell: (row) => <OptionalDate on={row.creditedOn} /> },
    {
      key: 'amount',
      label: 'Amount',
      numeric: true,
      cell: (row) => <Money amount={row.amount} currency={currency} />,
    },
  ];
  return (
    <>
      <Section title="Payments">
        {payments.length === 0 ? (
          <Text c="dimmed">No payment is applied in Xero.</Text>
        ) : (
          <RecordTable label="Payments" columns={paymentColumns} rows={payments} rowKey={(row) => row.id} />
        )}
      </Section>
      {credits.length > 0 && (
        <Section title="Credits">
          <RecordTable label="Credits" columns={creditColumns} rows={credits} rowKey={(row) => row.id} />
        </Section>
      )}
    </>
  );
}
