import { html } from 'hono/html';
import { balancesOf } from '../books/contacts/balances.ts';
import { fromMinor } from '../books/money.ts';
import type { ContactRow } from '../books/rows.ts';
import { renderForm, renderSearch } from '../pages/form.ts';
import { type Column, renderList } from '../pages/table.ts';
import { badge } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, isWanted, matches } from './books-visit.ts';
import { contactFields, readContact } from './contact-fields.ts';
import { anyOf } from './options.ts';

/** The contacts by name, with what they owe, and the form for a new one. */
export const contactsPage: BooksPage = {
  path: '/contacts',
  show(visit) {
    const rows = visit.books.contacts
      .all()
      .filter((row) => isWanted(visit, 'status', row.status))
      .filter((row) => matches(visit, row.name, row.email, row.number))
      .toSorted((left, right) => left.name.localeCompare(right.name));
    return {
      title: 'Contacts',
      content: html`<p><a href="${visit.base}/groups">Contact groups</a></p>
        ${renderSearch(visit, [
          { name: 'q', label: 'Name, email or number', kind: 'search' },
          { name: 'status', label: 'Status', kind: 'select', options: anyOf('ACTIVE', 'ARCHIVED') },
        ])}
        ${renderList(visit, 'Contacts', columns(visit), rows, 'Nobody like that. Search for less, or add a contact below.')}
        ${renderForm(visit, { action: 'add', title: 'Add a contact', fields: contactFields(visit.books), submit: 'Add' })}`,
    };
  },
  actions: {
    add: {
      done: 'The contact was added.',
      act({ verbs, base }, form) {
        const { id } = verbs.addContact({ ...readContact(form), name: form.get('name') ?? '' });
        return `${base}/contacts/${id}`;
      },
    },
  },
};

function columns({ base, books }: BooksVisit): readonly Column<ContactRow>[] {
  const balances = balancesOf(books);
  const amount = (minor = 0) =>
    minor === 0 ? '' : `${books.baseCurrency} ${fromMinor(minor, books.baseCurrency)}`;
  return [
    { title: 'Name', cell: ({ id, name }) => html`<a href="${base}/contacts/${id}">${name}</a>` },
    { title: 'Email', cell: ({ email }) => email },
    { title: 'Number', cell: ({ number }) => number ?? '' },
    { title: 'Status', cell: ({ status }) => badge(status) },
    { title: 'Owes', isAmount: true, cell: ({ id }) => amount(balances.get(id)?.receivable.outstanding) },
    { title: 'Overdue', isAmount: true, cell: ({ id }) => amount(balances.get(id)?.receivable.overdue) },
  ];
}
