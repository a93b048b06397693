import type { ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Fact } from '../../components/fact.tsx';
import { ButtonLink } from '../../components/links.tsx';
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
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: summary.balances.length > 1 ? 2 : 1 }} spacing="lg">
        {summary.balances.map(({ currency, due, overdue, openInvoices, overdueInvoices }) => (
          <Section key={currency} title={currency}>
            <Group component="dl" m={0} gap="xl" align="flex-start">
              <Fact label="Due">
                <Text size="xl" fw={650}>
                  <Money amount={due} currency={currency} />
                </Text>
                <Text size="sm">{countWords(openInvoices, 'open invoice', 'open invoices')}</Text>
              </Fact>
              <Fact label="Of that, overdue">
                <Text size="xl" fw={650}>
                  <Money amount={overdue} currency={currency} />
                </Text>
                <Text size="sm">
                  {overdueInvoices === 0
                    ? 'No overdue invoice'
                    : countWords(overdueInvoices, 'overdue invoice', 'overdue invoices')}
                </Text>
              </Fact>
            </Group>
          </Section>
        ))}
      </SimpleGrid>
      <Group>
        <ButtonLink
          variant="default"
          to="/firms/$firmId/invoices"
          params={{ firmId: firm.id }}
          search={{ status: 'open' }}
        >
          See open invoices
        </ButtonLink>
        <ButtonLink
          variant="default"
          to="/firms/$firmId/invoices"
          params={{ firmId: firm.id }}
          search={{ status: 'overdue', sort: 'due' }}
        >
          See overdue invoices
        </ButtonLink>
      </Group>
    </Stack>
  );
}
