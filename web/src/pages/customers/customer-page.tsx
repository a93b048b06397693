import type { Customer } from '@ledgerport/portal/schemas';
import { Alert, Anchor, Box, Stack, Text } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../api/queries.ts';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { TextLink } from '../../components/links.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { countWords } from '../syncs/measure-words.ts';
import { RereadButton, RereadOutcomeAlert, useReread } from '../syncs/reread.tsx';
import { BalanceList } from './balance-list.tsx';
import { CustomerInvoices } from './customer-invoices.tsx';
import { CustomerMoney } from './customer-money.tsx';
import { CustomerMarks } from './customer-table.tsx';

/** One customer: how to reach them, what they owe and have on credit, their invoices, credits and payments. */
export function CustomerPage() {
  const { customerId } = useParams({ from: '/signed-in/firms/$firmId/customers/$customerId' });
  // What came of reading one customer again is not shown on another's page.
  return <OneCustomer key={customerId} customerId={customerId} />;
}

function OneCustomer({ customerId }: { customerId: string }) {
  const { mayChange } = useFirm();
  const { data: customer, error } = useQuery(read<Customer>(`/api/customers/${customerId}`));
  const reread = useReread(`/api/customers/${customerId}`);
  return (
    <>
      <PageTitle
        title={customer?.name ?? 'Customer'}
        actions={
          customer !== undefined && (
            <>
              <CustomerMarks customer={customer} />
              {mayChange && isInXero(customer) && <RereadButton reread={reread} />}
            </>
          )
        }
      />
      <Stack gap="lg">
        <FailureAlert error={error} />
        <RereadOutcomeAlert reread={reread} />
        {customer === undefined && error === null && <LoadingRows rows={4} height={80} />}
        {customer !== undefined && (
          <>
            <MergedInto customer={customer} />
            <Balance customer={customer} />
            <Contact customer={customer} />
            <CustomerInvoices customerId={customer.id} />
            <CustomerMoney customerId={customer.id} />
          </>
        )}
      </Stack>
    </>
  );
}

/** A customer of uploaded files, or of books that were replaced, has nothing in Xero to be read again. */
function isInXero({ isHistory, xeroContactId }: Customer): boolean {
  return !isHistory && !xeroContactId.startsWith('csv:');
}

function MergedInto({ customer: { mergedInto } }: { customer: Customer }) {
  const firm = useFirm();
  if (mergedInto === null) return null;
  return (
    <Alert
      icon={<IconArrowMerge aria-hidden />}
      title="Merged in Xero"
      style={{
        '--alert-bg': 'var(--ledgerport-info-background)',
        '--alert-color': 'var(--ledgerport-info-text)',
      }}
    >
      This customer was merged into{' '}
      <TextLink
        c="inherit"
        underline="always"
        to="/firms/$firmId/customers/$customerId"
        params={{ firmId: firm.id, customerId: mergedInto.id }}
      >
        {mergedInto.name}
      </TextLink>
      , whose page has the invoices from now on.
    </Alert>
  );
}

function Balance({ customer }: { customer: Customer }) {
  return (
    <Section
      title="Balance"
      description={
        customer.isHistory ? (
          'From books that were replaced: nothing here counts any more.'
        ) : (
          <>
            As in Xero; the customer last changed there <Instant at={customer.updatedAt} />.
          </>
        )
      }
    >
      <FactGrid narrow>
        <Fact label="Due">
          <BalanceList balance={customer.balance} part="due" />
          <Text size="sm" c="dimmed">
            {countWords(customer.openInvoices, 'open invoice', 'open invoices')}
          </Text>
        </Fact>
        <Fact label="Of that, overdue">
          <BalanceList balance={customer.balance} part="overdue" />
        </Fact>
        <Fact label="On credit">
          <BalanceList balance={customer.balance} part="credit" />
        </Fact>
        <Fact label="Balance: due less credit">
          <BalanceList balance={customer.balance} part="balance" />
        </Fact>
      </FactGrid>
    </Section>
  );
}

function Contact({ customer }: { customer: Customer }) {
  return (
    <Section title="Contact">
      <FactGrid>
        <Fact label="Email">
          {customer.email === null ? 'None in Xero' : <MailLink address={customer.email} />}
        </Fact>
        <Fact label="Phone">{customer.phone ?? 'None in Xero'}</Fact>
        <Fact label="Account number">{customer.accountNumber ?? 'None in Xero'}</Fact>
        {customer.persons.length > 0 && (
          <Fact label="Persons" wide>
            {customer.persons.map((person) => (
              <Box mb={4} key={`${person.name} ${person.email}`}>
                {person.name}, <MailLink address={person.email} />
                {person.inEmails && (
                  <Text span size="sm" c="dimmed">
                    {' '}
                    gets documents too
                  </Text>
                )}
              </Box>
            ))}
          </Fact>
        )}
        {customer.groups.length > 0 && <Fact label="Groups in Xero">{customer.groups.join(', ')}</Fact>}
      </FactGrid>
    </Section>
  );
}

function MailLink({ address }: { address: string | null }) {
  if (address === null) return 'no address in Xero';
  return (
    <Anchor inherit underline="always" href={`mailto:${address}`}>
      {address}
    </Anchor>
  );
}
