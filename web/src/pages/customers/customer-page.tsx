import type { Customer } from '@ledgerport/portal/schemas';
import { Anchor, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../api/queries.ts';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { BalanceList } from './balance-list.tsx';
import { CustomerInvoices } from './customer-invoices.tsx';
import { ArchivedMark } from './customer-table.tsx';

/** One customer: how to reach them, what they owe, and their invoices. */
export function CustomerPage() {
  const { customerId } = useParams({ from: '/signed-in/firms/$firmId/customers/$customerId' });
  const { data: customer, error } = useQuery(read<Customer>(`/api/customers/${customerId}`));
  return (
    <>
      <PageTitle
        title={customer?.name ?? 'Customer'}
        actions={customer?.archived === true && <ArchivedMark />}
      />
      <Stack gap="lg">
        <FailureAlert error={error} />
        {customer === undefined && error === null && <LoadingRows rows={4} height={80} />}
        {customer !== undefined && (
          <>
            <Details customer={customer} />
            <CustomerInvoices customerId={customer.id} />
          </>
        )}
      </Stack>
    </>
  );
}

function Details({ customer }: { customer: Customer }) {
  return (
    <Section
      title="Balance and contact"
      description={
        <>
          As in Xero; last changed <Instant at={customer.updatedAt} />.
        </>
      }
    >
      <FactGrid>
        <Fact label="Due">
          <BalanceList balance={customer.balance} part="due" />
        </Fact>
        <Fact label="Of that, overdue">
          <BalanceList balance={customer.balance} part="overdue" />
        </Fact>
        <Fact label="Open invoices">{formatCount(customer.openInvoices)}</Fact>
        <Fact label="Email">
          {customer.email === null ? (
            'None in Xero'
          ) : (
            <Anchor inherit underline="always" href={`mailto:${customer.email}`}>
              {customer.email}
            </Anchor>
          )}
        </Fact>
        <Fact label="Phone">{customer.phone ?? 'None in Xero'}</Fact>
        <Fact label="Account number">{customer.accountNumber ?? 'None in Xero'}</Fact>
      </FactGrid>
    </Section>
  );
}
