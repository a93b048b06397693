import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { InvoiceRow } from '../books/rows.ts';
import { hasSettlements } from '../books/status.ts';
import type { Page } from '../pages/page.ts';
import { booksPage } from './layout.ts';
import { lineFields } from './line-fields.ts';

/** One invoice with what was paid on it and the forms for all that its status allows. */
export function invoicePage(books: Books, row: InvoiceRow, problem?: string): Page {
  const open = row.status === 'DRAFT' || row.status === 'SUBMITTED';
  const contact = books.contacts.get(row.contactId)?.name ?? '';
  return booksPage(
    books,
    `${row.type === 'ACCREC' ? 'Invoice' : 'Bill'} ${row.number}`,
    html`<dl class="card">
        <dt>Contact</dt><dd>${contact}</dd>
        <dt>Status</dt><dd>${row.status}</dd>
        <dt>Dates</dt><dd>${row.date}, due ${row.dueDate ?? 'not set'}</dd>
        <dt>Reference</dt><dd>${row.reference || 'none'}</dd>
        <dt>Total</dt><dd>${row.currency} ${row.total} (tax ${row.totalTax})</dd>
        <dt>Amount due</dt>
        <dd>${row.currency} ${row.amountDue} (paid ${row.amountPaid}, credited ${row.amountCredited})</dd>
        <dt>Last changed</dt><dd><time>${new Date(row.updatedAt).toISOString()}</time></dd>
      </dl>
      ${settlements(books, row)}
      <div class="row">
        ${open ? button(books, row, 'approve', 'Approve') : ''}
        ${open ? button(books, row, 'delete', 'Delete') : ''}
        ${row.status === 'AUTHORISED' ? button(books, row, 'void', 'Void') : ''}
      </div>
      ${row.status === 'AUTHORISED' ? paymentForm(books, row) : ''}
      ${open || row.status === 'AUTHORISED' ? editForm(books, row) : lineList(row)}`,
    problem,
  );
}

function action(books: Books, row: InvoiceRow, verb: string): string {
  return `/accountant/${books.organisation.tenantId}/invoices/${row.id}/${verb}`;
}

function button(books: Books, row: InvoiceRow, verb: string, label: string): Page {
  return html`<form method="post" action="${action(books, row, verb)}"><button type="submit">${label}</button></form>`;
}

function settlements(books: Books, row: InvoiceRow): Page {
  const payments = row.paymentIds.flatMap((id) => books.payments.get(id) ?? []);
  return html`<h2>Payments and credits</h2>
    ${hasSettlements(row) ? '' : html`<p>None yet.</p>`}
    <ul>
      ${payments.map(({ date, amount, reference }) => html`<li>${date}: ${amount} paid ${reference}</li>`)}
      ${row.credits.map(({ date, amount, kind, number }) => html`<li>${date}: ${amount} ${kind} ${number ?? ''}</li>`)}
    </ul>`;
}

function paymentForm(books: Books, row: InvoiceRow): Page {
  const payable = books.accounts
    .all()
    .filter(
      (account) =>
        account.status === 'ACTIVE' && (account.type === 'BANK' || account.enablePaymentsToAccount),
    );
  return html`<h2 id="payment">Record payment</h2>
    <form method="post" action="${action(books, row, 'payments')}" class="row" aria-labelledby="payment">
      <div><label for="amount">Amount</label><input id="amount" name="amount" inputmode="decimal" required value="${row.amountDue}" /></div>
      <div><label for="paidOn">Date paid</label><input id="paidOn" name="date" type="date" required value="${books.today()}" /></div>
      <div>
        <label for="account">Paid to</label>
        <select id="account" name="account">
          ${payable.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
        </select>
      </div>
      <div><label for="paymentReference">Reference</label><input id="paymentReference" name="reference" /></div>
      <button type="submit">Record payment</button>
    </form>`;
}

function editForm(books: Books, row: InvoiceRow): Page {
  const settled = hasSettlements(row);
  return html`<h2 id="edit">Edit</h2>
    <form method="post" action="${action(books, row, 'edit')}" aria-labelledby="edit">
      <div class="row">
        ${settled ? '' : html`<div><label for="date">Date</label><input id="date" name="date" type="date" required value="${row.date}" /></div>`}
        <div><label for="dueDate">Due date</label><input id="dueDate" name="dueDate" type="date" value="${row.dueDate ?? ''}" /></div>
        <div><label for="reference">Reference</label><input id="reference" name="reference" value="${row.reference}" /></div>
      </div>
      ${settled ? html`<p>Date and lines stay, because something was paid or credited.</p>` : lineFields(books, row.lines.map(asInput), 1)}
      <button type="submit">Save</button>
    </form>`;
}

function asInput({ description, quantity, unitAmount, accountCode, taxType }: InvoiceRow['lines'][number]) {
  return { description, quantity, unitAmount, accountCode, taxType };
}

function lineList(row: InvoiceRow): Page {
  return html`<h2>Lines</h2>
    <ul>
      ${row.lines.map((line) => html`<li>${line.quantity} × ${line.unitAmount} ${line.description}: ${line.lineAmount}</li>`)}
    </ul>`;
}
