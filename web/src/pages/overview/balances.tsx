import type { ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Group, SimpleGrid, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { Fact } from '../integrations/fact.tsx';
import { Section } from '../integrations/section.tsx';
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
  return (
    <SimpleGrid cols={{ base: 1, md: summary.balances.length > 1 ? 2 : 1 }} spacing="lg">
      {summary.balances.map(({ currency, due, overdue, openInvoices, overdueInvoices }) => (
        <Section key={currency} title={currency}>
          <Group component="dl" m={0} gap="xl" align="flex-start">
            <Fact label="Due">
              <Money amount={due} currency={currency} size="xl" fw={650} />
              <Text size="sm">
                <TextLink
                  to="/firms/$firmId/invoices"
                  params={{ firmId: firm.id }}
                  search={{ status: 'open' }}
                >
                  {countWords(openInvoices, 'open invoice', 'open invoices')}
                </TextLink>
              </Text>
            </Fact>
            <Fact label="Of that, overdue">
              <Money amount={overdue} currency={currency} size="xl" fw={650} />
              <Text size="sm">
                {overdueInvoices === 0 ? (
                  'No overdue invoice'
                ) : (
                  <TextLink
                    to="/firms/$firmId/invoices"
                    params={{ firmId: firm.id }}
                    search={{ status: 'overdue', sort: 'due' }}
                  >
                    {countWords(overdueInvoices, 'overdue invoice', 'overdue invoices')}
                  </TextLink>
                )}
              </Text>
            </Fact>
          </Group>
        </Section>
      ))}
    </SimpleGrid>
  );
}
