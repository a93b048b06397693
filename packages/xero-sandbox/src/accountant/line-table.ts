import { html } from 'hono/html';
import type { LineRow, PricedRow } from '../books/rows.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderTable } from '../pages/table.ts';

const COLUMNS: readonly Column<LineRow>[] = [
  { title: 'Description', cell: ({ description }) => description },
  { title: 'Account', cell: ({ accountCode }) => accountCode },
  { title: 'Tax', cell: ({ taxType }) => taxType },
  { title: 'Quantity', isAmount: true, cell: ({ quantity }) => quantity },
  { title: 'Price each', isAmount: true, cell: ({ unitAmount }) => unitAmount },
  { title: 'Amount', isAmount: true, cell: ({ lineAmount }) => lineAmount },
];

/** The lines of a document that cannot be edited. */
export function lineTable({ lines }: PricedRow): Page {
  return html`<h2>Lines</h2>
    ${renderTable('Lines', COLUMNS, lines, 'It has no lines.')}`;
}
