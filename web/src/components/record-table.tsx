import { Box, Group, NativeSelect, Stack, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchChange } from './search-change.ts';
import { StackingTable } from './stacking-table.tsx';

export type RecordColumn<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Figures, aligned right. */
  numeric?: boolean;
  /** Left out on a phone, where each row is a card. */
  wideOnly?: boolean;
  /** What the address calls sorting by this column, smallest first; `-` before it turns it round. */
  sort?: string;
};

type RecordTableProps<Row> = {
  /** Names the table for those who cannot see it. */
  label: string;
  /** The first column names the record. */
  columns: RecordColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The sorting in force, as the address has it. */
  sort?: string;
};

/** Records by column, sorted as the address says: by the column headings, or on a phone by a list of them. */
export function RecordTable<Row>({ label, columns, rows, rowKey, sort }: RecordTableProps<Row>) {
  const [naming, ...others] = columns;
  return (
    <Stack gap="sm">
      {sort !== undefined && <SortSelect columns={columns} sort={sort} />}
      <StackingTable aria-label={label} style={{ fontVariantNumeric: 'tabular-nums' }}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th
                key={column.key}
                scope="col"
                ta={alignment(column)}
                aria-sort={ariaSort(column.sort, sort)}
              >
                {column.sort === undefined ? (
                  column.label
                ) : (
                  <>
                    <SortButton label={column.label} by={column.sort} sort={sort} />
                    <Box component="span" hiddenFrom="sm">
                      {column.label}
                    </Box>
                  </>
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              <Table.Th scope="row" className="record-name">
                {naming?.cell(row)}
              </Table.Th>
              {others.map((column) => (
                <RecordCell key={column.key} column={column} row={row} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </StackingTable>
    </Stack>
  );
}

function RecordCell<Row>({ column, row }: { column: RecordColumn<Row>; row: Row }) {
  const content = column.cell(row);
  // In a stacked row a label without a value would only be noise.
  const empty = content === null || content === false;
  const narrow = empty || column.wideOnly === true ? { visibleFrom: 'sm' } : {};
  return (
    <Table.Td
      data-label={column.label}
      {...(column.numeric === true ? { ta: 'right', style: { whiteSpace: 'nowrap' } } : {})}
      {...narrow}
    >
      {content}
    </Table.Td>
  );
}

function SortButton({ label, by, sort }: { label: string; by: string; sort: string | undefined }) {
  const change = useSearchChange();
  const Icon = sort === by ? IconArrowUp : sort === `-${by}` ? IconArrowDown : IconArrowsSort;
  return (
    // On a phone the headings are out of sight, where nothing may take the focus.
    <UnstyledButton
      visibleFrom="sm"
      fz="inherit"
      fw="inherit"
      mih={24}
      style={{ whiteSpace: 'nowrap' }}
      onClick={() => change({ sort: sort === by ? `-${by}` : by })}
    >
      <Group component="span" gap={4} wrap="nowrap">
        {label}
        <Icon size={14} aria-hidden />
      </Group>
    </UnstyledButton>
  );
}

function SortSelect<Row>({ columns, sort }: { columns: RecordColumn<Row>[]; sort: string }) {
  const change = useSearchChange();
  const options = columns.flatMap((column) =>
    column.sort === undefined
      ? []
      : [
          { value: column.sort, label: `${column.label}, ascending` },
          { value: `-${column.sort}`, label: `${column.label}, descending` },
        ],
  );
  return (
    <NativeSelect
      hiddenFrom="sm"
      label="Sort by"
      data={options}
      value={sort}
      onChange={(event) => change({ sort: event.currentTarget.value })}
    />
  );
}

function alignment<Row>(column: RecordColumn<Row>): 'right' | 'left' {
  return column.numeric === true ? 'right' : 'left';
}

function ariaSort(by: string | undefined, sort: string | undefined): 'ascending' | 'descending' | undefined {
  if (by === undefined) return undefined;
  return sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
}
