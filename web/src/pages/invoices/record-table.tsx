import { NativeSelect, Paper, SimpleGrid, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchChange } from '../../components/search-change.ts';

export type RecordColumn<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Figures, aligned right. */
  numeric?: boolean;
  /** What the address calls sorting by this column, smallest first; `-` before it turns it round. */
  sort?: string;
};

type RecordTableProps<Row> = {
  /** Names the table for those who cannot see it. */
  label: string;
  columns: RecordColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The sorting in force, as the address has it. */
  sort?: string;
};

/** Records as a table, or on a narrow screen as cards headed by their first column. Sorting is kept in the address. */
export function RecordTable<Row>(props: RecordTableProps<Row>) {
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  return wide ? <WideTable {...props} /> : <Cards {...props} />;
}

function WideTable<Row>({ label, columns, rows, rowKey, sort }: RecordTableProps<Row>) {
  return (
    <Table aria-label={label} verticalSpacing="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column.key} ta={alignment(column)} aria-sort={ariaSort(column.sort, sort)}>
              {column.sort === undefined ? (
                column.label
              ) : (
                <SortButton label={column.label} by={column.sort} sort={sort} />
              )}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map((column) => (
              <Table.Td key={column.key} ta={alignment(column)} style={{ overflowWrap: 'anywhere' }}>
                {column.cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards<Row>({ label, columns, rows, rowKey, sort }: RecordTableProps<Row>) {
  const [heading, ...others] = columns;
  return (
    <Stack gap="sm">
      {sort !== undefined && <SortSelect columns={columns} sort={sort} />}
      <Stack component="ul" aria-label={label} gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {rows.map((row) => (
          <Paper component="li" key={rowKey(row)} withBorder p="sm">
            <Text component="div" fw={600} mb={6} style={{ overflowWrap: 'anywhere' }}>
              {heading?.cell(row)}
            </Text>
            <SimpleGrid component="dl" m={0} cols={2} spacing="sm" verticalSpacing={6}>
              {others.map((column) => (
                <div key={column.key}>
                  <Text component="dt" size="xs" c="dimmed">
                    {column.label}
                  </Text>
                  <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
                    {column.cell(row)}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
          </Paper>
        ))}
      </Stack>
    </Stack>
  );
}

function SortButton({ label, by, sort }: { label: string; by: string; sort: string | undefined }) {
  const change = useSearchChange();
  const Icon = sort === by ? IconArrowUp : sort === `-${by}` ? IconArrowDown : IconArrowsSort;
  return (
    <UnstyledButton
      fz="inherit"
      fw="inherit"
      mih={24}
      style={{ display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' }}
      onClick={() => change({ sort: sort === by ? `-${by}` : by })}
    >
      {label}
      <Icon size={14} aria-hidden />
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
