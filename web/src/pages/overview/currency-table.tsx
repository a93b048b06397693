import type { ReceivablesSummary } from '@ledgerport/portal/schemas';
import { Group, Text } from '@mantine/core';
import { formatCount } from '../../components/format-count.ts';
import { isZero } from '../../components/format-money.ts';
import { ButtonLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { countWords } from '../syncs/measure-words.ts';

type Line = ReceivablesSummary['balances'][number];

const COLUMNS: RecordColumn<Line>[] = [
  { key: 'currency', label: 'Currency', cell: (line) => line.currency },
  { key: 'open', label: 'Open invoices', numeric: true, cell: (line) => formatCount(line.openInvoices) },
  { key: 'overdue', label: 'Overdue', numeric: true, cell: (line) => amount(line, 'overdue') },
  { key: 'due', label: 'Due', numeric: true, cell: (line) => amount(line, 'due') },
  { key: 'credit', label: 'On credit', numeric: true, cell: (line) => amount(line, 'credit') },
  { key: 'balance', label: 'Balance', numeric: true, cell: (line) => amount(line, 'balance') },
];

/** What is owed and on credit in several currencies, a line for each, with the ways to the lists. */
export function CurrencyTable({ balances }: { balances: Line[] }) {
  const params = { firmId: useFirm().id };
  const open = balances.reduce((count, { openInvoices }) => count + openInvoices, 0);
  const overdue = balances.reduce((count, { overdueInvoices }) => count + overdueInvoices, 0);
  return (
    <Section
      title="What customers owe"
      description="The balance is what is due less what is on credit. Currencies are never added up."
    >
      <RecordTable
        label="What customers owe"
        columns={COLUMNS}
        rows={balances}
        rowKey={(line) => line.currency}
      />
      <Group gap="sm">
        <ButtonLink
          variant="default"
          to="/firms/$firmId/invoices"
          params={params}
          search={{ status: 'open' }}
        >
          See {countWords(open, 'open invoice', 'open invoices')}
        </ButtonLink>
        {overdue > 0 && (
          <ButtonLink
            variant="default"
            to="/firms/$firmId/invoices"
            params={params}
            search={{ status: 'overdue', sort: 'due' }}
          >
            See {countWords(overdue, 'overdue invoice', 'overdue invoices')}
          </ButtonLink>
        )}
        {balances.some(({ credit }) => !isZero(credit)) && (
          <ButtonLink variant="default" to="/firms/$firmId/credits" params={params} search={{ open: 'true' }}>
            See credits
          </ButtonLink>
        )}
      </Group>
    </Section>
  );
}

function amount(line: Line, part: 'due' | 'overdue' | 'credit' | 'balance') {
  if (isZero(line[part]))
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  return <Money amount={line[part]} currency={line.currency} {...(part === 'balance' ? { fw: 600 } : {})} />;
}
