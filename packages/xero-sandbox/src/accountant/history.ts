import { html } from 'hono/html';
import { historyByOwner } from '../books/attached/owned.ts';
import { Refusal } from '../books/refusal.ts';
import type { HistoryRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderTable } from '../pages/table.ts';
import type { Action } from '../pages/web-page.ts';
import { instant } from '../pages/written.ts';
import type { BooksVisit } from './books-visit.ts';

/** What happened to a record, the newest line first, and the form for a note. */
export function historyOf(visit: BooksVisit, id: string): Page {
  const lines = historyByOwner(visit.books).get(id) ?? [];
  return html`<h2>History</h2>
    ${renderTable('History', COLUMNS, lines.toReversed(), 'Nothing happened since these books were made up.')}
    ${renderForm(visit, {
      action: 'note',
      fields: [{ name: 'note', label: 'Note', kind: 'long', required: true }],
      submit: 'Add note',
      isQuiet: true,
    })}`;
}

/** Adds a note to the record that the address names. */
export const addNote: Action<BooksVisit> = {
  done: 'The note was added.',
  act({ books, verbs, part }, form) {
    const id = part('id');
    if (!Object.values(books.rows).some((rows) => rows.get(id))) throw new Refusal(`There is no ${id}.`);
    verbs.addHistoryNote(id, form.get('note') ?? '', 'Accountant');
  },
};

const COLUMNS: readonly Column<HistoryRow>[] = [
  { title: 'When', cell: ({ updatedAt }) => instant(updatedAt) },
  { title: 'What', cell: ({ changes }) => changes },
  { title: 'Details', cell: ({ details }) => details },
  { title: 'By', cell: ({ user }) => user },
];
