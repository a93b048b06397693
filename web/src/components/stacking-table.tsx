import { Paper, Table, type TableProps } from '@mantine/core';

/**
 * A table that becomes a list of labelled values on a phone, so that no page scrolls sideways.
 * Give each cell its column's name as `data-label`, and name the table with `aria-label`.
 */
export function StackingTable(props: TableProps) {
  return (
    <Paper withBorder radius="md" style={{ overflow: 'hidden' }}>
      <Table className="stacking-table" verticalSpacing="sm" horizontalSpacing="md" {...props} />
    </Paper>
  );
}
