import type { ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { isZero } from '../../components/format-money.ts';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { countWords } from '../syncs/measure-words.ts';
import { CurrencyTable } from './currency-table.tsx';

/** What is due, overdue and on credit, for each currency: amounts of different currencies are never added up. */
export function Balances({ summary }: { summary: ReceivablesSummary }) {
  const [first, ...others] = summary.balances;
  if (summary.asOf === null) return null;
  if (first === undefined) {
    return (
      <Section title="Nothing is owed">
        <Text>
          {countWords(summary.customers, 'customer', 'customers')}, and no open invoice or credit. New
          invoices appear here within the hour after they are approved in Xero.
        </Text>
      </Section>
    );
  }
  if (others.length > 0) return <CurrencyTable balances={summary.balances} />;
  return <OneCurrency balance={first} />;
}

function OneCurrency({ balance: line }: { balance: ReceivablesSummary['balances'][number] }) {
  const firm = useFirm();
  const to = { to: '/firms/$firmId/invoices', params: { firmId: firm.id } } as const;
  const { currency, due, overdue, credit, balance, openInvoices, overdueInvoices } = line;
  return (
    <Section title="What customers owe">
      <FactGrid narrow>
        <Sum label="Due" amount={due} currency={currency}>
          <TextLink fz="sm" {...to} search={{ status: 'open' }}>
            {countWords(openInvoices, 'open invoice', 'open invoices')}
          </TextLink>
        </Sum>
        <Sum label="Of that, overdue" amount={overdue} currency={currency}>
          {overdueInvoices === 0 ? (
            'No overdue invoice'
          ) : (
            <TextLink fz="sm" {...to} search={{ status: 'overdue', sort: 'due' }}>
              {countWords(overdueInvoices, 'overdue invoice', 'overdue invoices')}
            </TextLink>
          )}
        </Sum>
        <Sum label="On credit" amount={credit} currency={currency}>
          {isZero(credit) ? (
            'No credit left'
          ) : (
            <TextLink fz="sm" to="/firms/$firmId/credits" params={to.params} search={{ open: 'true' }}>
              Credits
            </TextLink>
          )}
        </Sum>
        <Sum label="Balance" amount={balance} currency={currency}>
          Due less credit
        </Sum>
      </FactGrid>
    </Section>
  );
}

type SumProps = { label: string; amount: string; currency: string; children: ReactNode };

function Sum({ label, amount, currency, children }: SumProps) {
  return (
    <Fact label={label}>
      <Text size="xl" fw={650}>
        <Money amount={amount} currency={currency} />
      </Text>
      <Text size="sm">{children}</Text>
    </Fact>
  );
}
