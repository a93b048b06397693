import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { InvoiceRow } from '../books/rows.ts';
import type { Page } from '../pages/page.ts';
import { booksPage, pager } from './layout.ts';

const PAGE_SIZE = 50;

const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'];

/** Invoices and bills, the last changed first, narrowed by a search and a status. */
export function invoiceListPage(books: Books, query: { q: string; status: string; page: number }): Page {
  const rows = matching(books, query.q.trim().toLowerCase(), query.status);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const current = Math.min(query.page, pages);
  const shown = rows.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  return booksPage(
    books,
    'Invoices and bills',
    html`<form method="get" class="row" role="search">
        <div><label for="q">Number, reference or contact</label><input id="q" name="q" type="search" value="${query.q}" /></div>
        <div>
          <label for="status">Status</label>
          <select id="status" name="status">
            <option value="">Any</option>
            ${STATUSES.map((status) => html`<option ${status === query.status ? 'selected' : ''}>${status}</option>`)}
          </select>
        </div>
        <button type="submit">Search</button>
      </form>
      <p role="status">${rows.length} found</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Invoices">
        <table>
          <thead>
            <tr>
              <th scope="col">Number</th><th scope="col">Type</th><th scope="col">Contact</th><th scope="col">Date</th>
              <th scope="col">Due</th><th scope="col">Status</th><th scope="col" class="amount">Total</th>
              <th scope="col" class="amount">Amount due</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((row) => tableRow(books, row))}
          </tbody>
        </table>
      </div>
      ${pager({ q: query.q, status: query.status }, current, pages)}`,
  );
}

function tableRow(books: Books, row: InvoiceRow): Page {
  return html`<tr>
    <td><a href="/accountant/${books.organisation.tenantId}/invoices/${row.id}">${row.number || 'no number'}</a></td>
    <td>${row.type === 'ACCREC' ? 'Invoice' : 'Bill'}</td>
    <td>${books.contacts.get(row.contactId)?.name ?? ''}</td>
    <td>${row.date}</td>
    <td>${row.dueDate ?? ''}</td>
    <td>${row.status}</td>
    <td class="amount">${row.currency} ${row.total}</td>
    <td class="amount">${row.amountDue}</td>
  </tr>`;
}

function matching(books: Books, term: string, status: string): InvoiceRow[] {
  const fits = (row: InvoiceRow): boolean => {
    if (status !== '' && row.status !== status) return false;
    if (term === '') return true;
    const contact = books.contacts.get(row.contactId)?.name ?? '';
    return `${row.number}\n${row.reference}\n${contact}`.toLowerCase().includes(term);
  };
  return books.invoices.all().filter(fits).reverse();
}
