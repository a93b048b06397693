import type { BooksCheck, Integration } from '@ledgerport/portal/schemas';
import { Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { TextLink } from '../../components/links.tsx';
import { Money } from '../../components/money.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { countWords } from '../syncs/measure-words.ts';
import { booksMeaning, booksOutcome, repairedWords } from './books-words.ts';
import { RepairedRecords } from './repaired-records.tsx';

/** Whether what is shown here is what Xero's ledger says, and which records are missing; nothing before the first run. */
export function BooksSection({ integration }: { integration: Integration }) {
  const { id: integrationId, firmId, books, setAside } = integration;
  if (books === null && setAside === 0) return null;
  return (
    <Section
      title="Books"
      description={books !== null && booksMeaning(books)}
      actions={books !== null && <BooksBadge check={books} />}
    >
      {books !== null && <Figures check={books} />}
      {books !== null && books.repaired > 0 && (
        <>
          <Text size="sm">{repairedWords(books.repaired)}</Text>
          <RepairedRecords records={books.records} />
        </>
      )}
      <Group gap="lg">
        {setAside > 0 && (
          <Group gap={6} wrap="nowrap">
            <IconAlertTriangle size={18} aria-hidden color="var(--ledgerport-warning-text)" />
            <TextLink
              fz="sm"
              to="/firms/$firmId/integrations/$integrationId/set-aside"
              params={{ firmId, integrationId }}
            >
              {countWords(setAside, 'record is set aside', 'records are set aside')}
            </TextLink>
          </Group>
        )}
        {books !== null && (
          <>
            <TextLink
              fz="sm"
              to="/firms/$firmId/integrations/$integrationId/books"
              params={{ firmId, integrationId }}
              search={{ show: 'eventful' }}
            >
              What was found and repaired
            </TextLink>
            <TextLink
              fz="sm"
              to="/firms/$firmId/integrations/$integrationId/books"
              params={{ firmId, integrationId }}
            >
              All comparisons
            </TextLink>
          </>
        )}
      </Group>
    </Section>
  );
}

/** "Books match, as of 14:05". */
export function BooksBadge({ check }: { check: Pick<BooksCheck, 'outcome' | 'at'> }) {
  const { label, tone } = booksOutcome(check.outcome);
  return (
    <StatusBadge tone={tone}>
      {label}, as of <Instant at={check.at} short />
    </StatusBadge>
  );
}

function Figures({ check }: { check: BooksCheck }) {
  const { inXero, inLedgerport, currency, differsSince } = check;
  if (inXero === null || inLedgerport === null) return null;
  return (
    <FactGrid narrow>
      <Fact label="Owed by Xero’s ledger">
        <Money amount={inXero} currency={currency} />
      </Fact>
      <Fact label="Owed here, less credits">
        <Money amount={inLedgerport} currency={currency} />
      </Fact>
      {differsSince !== null && (
        <Fact label="Differs since">
          <Instant at={differsSince} />
        </Fact>
      )}
    </FactGrid>
  );
}
