import type { InvoiceDetail } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { Money } from '../../components/money.tsx';
import { Section } from '../../components/section.tsx';
import { whyNothingOwed } from './invoice-state.ts';
import { InvoiceStatusBadge } from './invoice-status-badge.tsx';
import { CustomerName, OptionalDate } from './invoice-table.tsx';

/** Who owes what on this invoice, and by when. */
export function InvoiceHeader({ invoice }: { invoice: InvoiceDetail }) {
  const reason = whyNothingOwed(invoice);
  return (
    <Section
      title={reason === null ? 'Amount due' : 'Nothing is owed'}
      description={reason}
      actions={<InvoiceStatusBadge invoice={invoice} />}
    >
      {reason === null && (
        <Text size="xl" fw={650}>
          <Money amount={invoice.amountDue} currency={invoice.currency} />
        </Text>
      )}
      <FactGrid>
        <Fact label="Customer">
          <CustomerName invoice={invoice} />
        </Fact>
        <Fact label="Issued">
          <OptionalDate on={invoice.issuedOn} />
        </Fact>
        <Fact label="Due on">
          <OptionalDate on={invoice.dueOn} />
        </Fact>
        {invoice.paidOn !== null && (
          <Fact label="Fully paid on">
            <OptionalDate on={invoice.paidOn} />
          </Fact>
        )}
        <Fact label="Currency">{invoice.currency}</Fact>
        <Fact label="Last changed in Xero">
          <Instant at={invoice.updatedAt} />
        </Fact>
      </FactGrid>
    </Section>
  );
}
