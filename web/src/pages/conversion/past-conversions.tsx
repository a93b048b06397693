import type { Conversion } from '@ledgerport/portal/schemas';
import { Instant } from '../../components/instant.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { countWords } from '../syncs/measure-words.ts';
import { conversionState } from './match-words.ts';

const COLUMNS: RecordColumn<Conversion>[] = [
  {
    key: 'books',
    label: 'Books',
    cell: (row) =>
      `${row.fromOrganisation?.name ?? 'CSV files'} → ${row.organisation?.name ?? 'not authorised'}`,
  },
  {
    key: 'state',
    label: 'Outcome',
    cell: ({ state }) => {
      const { label, tone } = conversionState(state);
      return <StatusBadge tone={tone}>{label}</StatusBadge>;
    },
  },
  {
    key: 'matched',
    label: 'Went on',
    cell: ({ state, customers, invoices }) =>
      state === 'switched'
        ? `${countWords(customers.confirmed, 'customer', 'customers')}, ${countWords(invoices.confirmed, 'invoice', 'invoices')}`
        : null,
  },
  {
    key: 'ended',
    label: 'Ended',
    cell: ({ endedAt, endedBy }) =>
      endedAt !== null && (
        <>
          <Instant at={endedAt} />
          {endedBy !== null && ` by ${endedBy}`}
        </>
      ),
  },
];

/** The conversions that have ended; nothing when there are none. */
export function PastConversions({ conversions }: { conversions: Conversion[] }) {
  if (conversions.length === 0) return null;
  return (
    <Section title="Earlier conversions">
      <RecordTable
        label="Earlier conversions"
        columns={COLUMNS}
        rows={conversions}
        rowKey={(conversion) => conversion.id}
      />
    </Section>
  );
}
