import type { FirmHealth } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { TextLink } from '../../components/links.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { booksOutcome } from '../books/books-words.ts';
import { AttentionBadge } from './attention.tsx';

const COLUMNS: RecordColumn<FirmHealth>[] = [
  {
    key: 'firm',
    label: 'Firm',
    cell: (firm) => (
      <span>
        <TextLink inherit to="/firms/$firmId" params={{ firmId: firm.id }}>
          {firm.name}
        </TextLink>
        {firm.integration?.organisationName !== firm.name && (
          <Text size="sm" c="dimmed" fw={400}>
            {firm.integration?.organisationName ?? 'No organisation yet'}
          </Text>
        )}
      </span>
    ),
  },
  { key: 'state', label: 'State', cell: (firm) => <State firm={firm} /> },
  {
    key: 'last',
    label: 'Last successful sync',
    cell: ({ integration }) => <When at={integration?.lastSuccessfulSyncAt ?? null} otherwise="Never" />,
  },
  {
    key: 'next',
    label: 'Next sync',
    cell: ({ integration }) => <When at={integration?.nextSyncAt ?? null} otherwise="–" />,
  },
  { key: 'books', label: 'Books', cell: (firm) => <Books firm={firm} /> },
  {
    key: 'open',
    label: 'Open invoices',
    numeric: true,
    cell: (firm) => formatCount(firm.openInvoices),
  },
];

/** A line for each firm: what it needs, if anything, and when its figures were last right. */
export function FirmsTable({ firms }: { firms: FirmHealth[] }) {
  return <RecordTable label="Firms" columns={COLUMNS} rows={firms} rowKey={(firm) => firm.id} />;
}

function State({ firm: { integration } }: { firm: FirmHealth }) {
  return (
    <Stack gap={4} align="flex-start">
      {integration?.attention ? (
        <AttentionBadge attention={integration.attention} />
      ) : (
        <IntegrationStatusBadge status={integration?.status ?? null} />
      )}
      {integration?.problemMessage && (
        <Text size="sm" c="dimmed" maw={320}>
          {integration.problemMessage}
        </Text>
      )}
    </Stack>
  );
}

function Books({ firm: { integration } }: { firm: FirmHealth }) {
  if (!integration?.books) return '–';
  const { label, tone } = booksOutcome(integration.books.outcome);
  return (
    <Stack gap={4} align="flex-start">
      <StatusBadge tone={tone}>{label}</StatusBadge>
      <Text component="div" size="sm" c="dimmed">
        <Instant at={integration.books.at} relative />
      </Text>
    </Stack>
  );
}

function When({ at, otherwise }: { at: string | null; otherwise: string }) {
  return at === null ? (
    otherwise
  ) : (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Instant at={at} relative />
    </span>
  );
}
