import type { BooksCheck } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { fieldWords, kindOfRecord } from './books-words.ts';

type Repaired = BooksCheck['records'][number];

const COLUMNS: RecordColumn<Repaired>[] = [
  {
    key: 'record',
    label: 'Record',
    cell: ({ entity, name }) => (
      <span>
        {name}
        <Text size="sm" c="dimmed" fw={400}>
          {kindOfRecord(entity)}
        </Text>
      </span>
    ),
  },
  {
    key: 'changes',
    label: 'What was wrong here, and is now as in Xero',
    cell: ({ changes }) => (
      <Stack gap={2}>
        {changes.map(({ field, was, is }) => (
          <Text key={field} component="div" size="sm">
            {fieldWords(field)}: <Change was={was} is={is} />
          </Text>
        ))}
      </Stack>
    ),
  },
];

/** Records that were not as in Xero: each with what it said before and what it says since it was repaired. */
export function RepairedRecords({ records }: { records: Repaired[] }) {
  return (
    <RecordTable
      label="Repaired records"
      columns={COLUMNS}
      rows={records}
      rowKey={({ entity, xeroId }) => `${entity} ${xeroId}`}
    />
  );
}

function Change({ was, is }: { was: string | null; is: string | null }) {
  if (isList(was) || isList(is)) return 'not the same';
  return (
    <>
      <del>{was || 'nothing'}</del> → <ins>{is || 'nothing'}</ins>
    </>
  );
}

/** Lines, payments and allocations come as JSON, which would bury the rest. */
function isList(value: string | null): boolean {
  return value !== null && /^[[{]/.test(value);
}
