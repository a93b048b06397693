import type { InvoiceDetail } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { Section } from '../../components/section.tsx';
import { formatQuantity } from './format-quantity.ts';
import { Totals } from './totals.tsx';

type Line = InvoiceDetail['lines'][number] & { place: number };

/** What was invoiced, line by line, and the totals under it. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }) {
  const lines = invoice.lines.map((line, place) => ({ ...line, place }));
  const discounted = lines.some((line) => line.discountRate !== null);
  const amount = (value: string | null) =>
    value !== null && <Money amount={value} currency={invoice.currency} />;
  const columns: RecordColumn<Line>[] = [
    { key: 'description', label: 'Description', cell: (line) => <Description line={line} /> },
    {
      key: 'quantity',
      label: 'Quantity',
      numeric: true,
      cell: (line) => line.quantity !== null && formatQuantity(line.quantity),
    },
    { key: 'unit', label: 'Unit price', numeric: true, cell: (line) => amount(line.unitAmount) },
    { key: 'tax', label: 'Tax', numeric: true, cell: (line) => amount(line.taxAmount) },
    { key: 'amount', label: 'Amount', numeric: true, cell: (line) => amount(line.lineAmount) },
  ];
  if (discounted) {
    columns.splice(3, 0, {
      key: 'discount',
      label: 'Discount',
      numeric: true,
      cell: (line) => line.discountRate !== null && `${formatQuantity(line.discountRate)}%`,
    });
  }
  return (
    <Section title="Lines">
      {lines.length === 0 ? (
        <Text c="dimmed">This invoice has no lines.</Text>
      ) : (
        <RecordTable label="Lines" columns={columns} rows={lines} rowKey={(line) => String(line.place)} />
      )}
      <Totals invoice={invoice} />
    </Section>
  );
}

function Description({ line }: { line: Line }) {
  return (
    <div>
      <Text inherit fw={400} style={{ whiteSpace: 'pre-line' }}>
        {line.description ?? 'No description'}
      </Text>
      {line.itemCode !== null && (
        <Text size="sm" c="dimmed" fw={400}>
          Item {line.itemCode}
        </Text>
      )}
    </div>
  );
}
