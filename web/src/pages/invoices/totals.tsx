import type { InvoiceDetail } from '@ledgerport/portal/schemas';
import { Group, Stack } from '@mantine/core';
import { isZero } from '../../components/format-money.ts';
import { Money } from '../../components/money.tsx';
import { whyNothingOwed } from './invoice-state.ts';

/** From the subtotal to what is still due. */
export function Totals({ invoice }: { invoice: InvoiceDetail }) {
  const owed = whyNothingOwed(invoice) === null;
  const rows = [
    { label: 'Subtotal', amount: invoice.subTotal },
    { label: 'Tax', amount: invoice.totalTax },
    { label: 'Total', amount: invoice.total, strong: true },
    ...(isZero(invoice.amountPaid) ? [] : [{ label: 'Less paid', amount: invoice.amountPaid }]),
    ...(isZero(invoice.amountCredited) ? [] : [{ label: 'Less credited', amount: invoice.amountCredited }]),
    ...(owed ? [{ label: 'Amount due', amount: invoice.amountDue, strong: true }] : []),
  ];
  return (
    <Stack component="dl" gap={6} m={0} ml="auto" w="100%" maw={320} pr="md">
      {rows.map(({ label, amount, strong = false }) => (
        <Group key={label} justify="space-between" wrap="nowrap" fw={strong ? 650 : 400}>
          <dt>{label}</dt>
          <dd style={{ margin: 0 }}>
            <Money amount={amount} currency={invoice.currency} />
          </dd>
        </Group>
      ))}
    </Stack>
  );
}
