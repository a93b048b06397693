import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import { addDays } from '../books/dates.ts';
import type { Page } from '../pages/page.ts';
import { booksPage } from './layout.ts';
import { lineFields, readLines } from './line-fields.ts';

/** The form for a new invoice; after a refusal it shows again what was entered. */
export function newInvoicePage(books: Books, entered = new URLSearchParams(), problem?: string): Page {
  const today = books.today();
  const value = (name: string, otherwise = '') => entered.get(name) ?? otherwise;
  const lines = readLines(entered);
  return booksPage(
    books,
    'New invoice',
    html`<form method="post" action="/accountant/${books.organisation.tenantId}/invoices">
      <label for="contact">Contact (its name)</label>
      <input id="contact" name="contact" list="contacts" required value="${value('contact')}" />
      <datalist id="contacts">
        ${books.contacts
          .all()
          .filter((row) => row.status === 'ACTIVE' && row.isCustomer)
          .slice(0, 1000)
          .map((row) => html`<option value="${row.name}"></option>`)}
      </datalist>
      <div class="row">
        <div><label for="date">Date</label><input id="date" name="date" type="date" value="${value('date', today)}" /></div>
        <div>
          <label for="dueDate">Due date</label>
          <input id="dueDate" name="dueDate" type="date" value="${value('dueDate', addDays(today, 20))}" />
        </div>
        <div><label for="reference">Reference</label><input id="reference" name="reference" value="${value('reference')}" /></div>
        <div>
          <label for="currency">Currency</label>
          <select id="currency" name="currency">
            <option value="">The contact's own</option>
            ${Object.keys(books.rates).map((code) => html`<option ${code === value('currency') ? 'selected' : ''}>${code}</option>`)}
          </select>
        </div>
      </div>
      ${lineFields(books, lines, Math.max(1, 3 - lines.length))}
      <div class="row">
        <button type="submit" name="status" value="AUTHORISED">Approve</button>
        <button type="submit" name="status" value="DRAFT" class="quiet">Save as draft</button>
      </div>
    </form>`,
    problem,
  );
}
