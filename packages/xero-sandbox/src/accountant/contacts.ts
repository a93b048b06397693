import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { ContactRow } from '../books/rows.ts';
import type { Page } from '../pages/page.ts';
import { booksPage, pager } from './layout.ts';

const PAGE_SIZE = 50;

/** The contacts, by name, with the forms to add, rename and archive. */
export function contactsPage(books: Books, query: { q: string; page: number }, problem?: string): Page {
  const term = query.q.trim().toLowerCase();
  const rows = books.contacts
    .all()
    .filter((row) => `${row.name}\n${row.email}`.toLowerCase().includes(term))
    .toSorted((left, right) => left.name.localeCompare(right.name));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const current = Math.min(query.page, pages);
  const base = `/accountant/${books.organisation.tenantId}/contacts`;
  return booksPage(
    books,
    'Contacts',
    html`<form method="get" class="row" role="search">
        <div><label for="q">Name or email</label><input id="q" name="q" type="search" value="${query.q}" /></div>
        <button type="submit">Search</button>
      </form>
      <h2 id="add">Add a contact</h2>
      <form method="post" action="${base}" class="row" aria-labelledby="add">
        <div><label for="name">Name</label><input id="name" name="name" required /></div>
        <div><label for="email">Email</label><input id="email" name="email" type="email" /></div>
        <button type="submit">Add</button>
      </form>
      <h2>${rows.length} found</h2>
      <ul>
        ${rows.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE).map((row) => item(base, row))}
      </ul>
      ${pager({ q: query.q }, current, pages)}`,
    problem,
  );
}

function item(base: string, row: ContactRow): Page {
  if (row.status === 'ARCHIVED') return html`<li>${row.name} (archived)</li>`;
  return html`<li>
    ${row.name} ${row.email}
    <div class="row">
      <form method="post" action="${base}/${row.id}/rename" class="row">
        <div><label for="name-${row.id}">New name for ${row.name}</label><input id="name-${row.id}" name="name" required value="${row.name}" /></div>
        <button type="submit" class="quiet">Rename</button>
      </form>
      <form method="post" action="${base}/${row.id}/archive">
        <button type="submit" class="quiet" aria-label="Archive ${row.name}">Archive</button>
      </form>
    </div>
  </li>`;
}
