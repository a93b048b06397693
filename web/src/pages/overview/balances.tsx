import type { ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Fact } from '../../components/fact.tsx';
import { ButtonLink, TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { countWords } from '../syncs/measure-words.ts';

/** What is due and overdue, a card per currency: amounts of different currencies are never added up. */
export function Balances({ summary }: { summary: ReceivablesSummary }) {
  const firm = useFirm();
  if (summary.asOf === null) return null;
  if (summary.balances.length === 0) {
    return (
      <Section title="Nothing is owed">
        <Text>
          {countWords(summary.customers, 'customer', 'customers')}, and no open invoice. New invoices appear
          here within the hour after they are approved in Xero.
        </Text>
      </Section>
    );
  }
  const single = summary.balances.length === 1;
  const open = summary.balances.reduce((count, { openInvoices }) => count + openInvoices, 0);
  const overdue = summary.balances.reduce((count, { overdueInvoices }) => count + overdueInvoices, 0);
  return (
    <Stack>
      <SimpleGrid
        cols={{ base: 1, md: Math.min(summary.balances.length, 2), lg: Math.min(summary.balances.length, 3) }}
        spacing="lg"
      >
        {summary.balances.map(({ currency, due, overdue, openInvoices, overdueInvoices }) => (
          <Section key={currency} title={currency}>
            <Group component="dl" m={0} gap="xl" align="flex-start">
              <Fact label="Due">
                <Text size="xl" fw={650}>
                  <Money amount={due} currency={currency} />
                </Text>
                <ListLink search={{ status: 'open' }} exact={single}>
                  {countWords(openInvoices, 'open invoice', 'open invoices')}
                </ListLink>
              </Fact>
              <Fact label="Of that, overdue">
                <Text size="xl" fw={650}>
                  <Money amount={overdue} currency={currency} />
                </Text>
                <ListLink search={{ status: 'overdue', sort: 'due' }} exact={single && overdueInvoices > 0}>
                  {overdueInvoices === 0
                    ? 'No overdue invoice'
                    : countWords(overdueInvoices, 'overdue invoice', 'overdue invoices')}
                </ListLink>
              </Fact>
            </Group>
          </Section>
        ))}
      </SimpleGrid>
      {!single && (
        <Group>
          <ButtonLink
            variant="default"
            to="/firms/$firmId/invoices"
            params={{ firmId: firm.id }}
            search={{ status: 'open' }}
          >
            See {countWords(open, 'open invoice', 'open invoices')}
          </ButtonLink>
          {overdue > 0 && (
            <ButtonLink
              variant="default"
              to="/firms/$firmId/invoices"
              params={{ firmId: firm.id }}
              search={{ status: 'overdue', sort: 'due' }}
            >
              See {countWords(overdue, 'overdue invoice', 'overdue invoices')}
            </ButtonLink>
          )}
        </Group>
      )}
    </Stack>
  );
}

type ListLinkProps = {
  search: { status: 'open' | 'overdue'; sort?: 'due' };
  /** Whether the list has just what the words count: it knows no currencies. */
  exact: boolean;
  children: ReactNode;
};

function ListLink({ search, exact, children }: ListLinkProps) {
  const firm = useFirm();
  if (!exact) return <Text size="sm">{children}</Text>;
  return (
    <TextLink size="sm" to="/firms/$firmId/invoices" params={{ firmId: firm.id }} search={search}>
      {children}
    </TextLink>
  );
}
