import { html } from 'hono/html';
import { creditsOf } from '../books/documents/documents.ts';
import { findInvoice } from '../books/find.ts';
import { sideOf } from '../books/ledger/sides.ts';
import { Refusal } from '../books/refusal.ts';
import type { AppliedCredit, CreditKind, CreditRow, InvoiceRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderFacts, renderTable } from '../pages/table.ts';
import { badge, day, instant } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, contactLink, documentLink, entered } from './books-visit.ts';
import { editDocumentForm, readChange } from './document-form.ts';
import { statusActions, statusForms } from './document-status.ts';
import { addNote, historyOf } from './history.ts';
import { lineTable } from './line-table.ts';
import { PAYMENT_ACTIONS, paymentForm, paymentsOf } from './payment-form.ts';

/** One invoice or bill with what was paid and credited on it, and the forms for all that its status allows. */
export const invoicePage: BooksPage = {
  path: '/invoices/:id',
  show(visit) {
    const row = visit.books.invoices.get(visit.part('id'));
    if (!row) return undefined;
    const isOpen = row.status === 'DRAFT' || row.status === 'SUBMITTED';
    return {
      title: `${row.type === 'ACCREC' ? 'Invoice' : 'Bill'} ${row.number}`,
      content: html`${facts(visit, row)} ${statusForms(visit, row)}
        <h2>Payments and credits</h2>
        ${row.paymentIds.length + row.credits.length === 0 ? html`<p class="empty">Nothing was paid or credited yet.</p>` : ''}
        ${paymentsOf(visit, row.paymentIds, row.currency)} ${creditsOn(visit, row)}
        ${row.status === 'AUTHORISED' ? html`${paymentForm(visit, 'Record payment', row.amountDue, row.currency)} ${creditForm(visit, row)}` : ''}
        ${isOpen || row.status === 'AUTHORISED' ? editDocumentForm(visit, row) : lineTable(row)}
        ${historyOf(visit, row.id)}`,
    };
  },
  actions: {
    ...statusActions(({ verbs, part }, status) => verbs.setInvoiceStatus(part('id'), status)),
    ...PAYMENT_ACTIONS,
    edit: {
      done: 'Saved.',
      act(visit, form) {
        const row = findInvoice(visit.books, visit.part('id'));
        visit.verbs.editInvoice(row.id, readChange(visit, row, form));
      },
    },
    'apply-credit': {
      done: 'The credit was applied.',
      act: ({ verbs, part }, form) =>
        void verbs.allocateCredit(form.get('credit') ?? '', {
          invoice: part('id'),
          amount: entered(form, 'amount'),
          date: entered(form, 'date'),
        }),
    },
    'remove-credit': {
      done: 'The credit was taken off this document.',
      act({ books, verbs, part }, form) {
        const { credits } = findInvoice(books, part('id'));
        const applied = credits.find(({ allocationId }) => allocationId === form.get('id'));
        if (!applied) throw new Refusal('There is no such credit on this document.');
        verbs.removeAllocation(applied.id, applied.allocationId);
      },
    },
    note: addNote,
  },
};

function facts(visit: BooksVisit, row: InvoiceRow): Page {
  return renderFacts([
    ['Contact', contactLink(visit, row.contactId)],
    ['Status', badge(row.status)],
    ['Date', day(row.date)],
    ['Due date', day(row.dueDate, 'not set')],
    ['Reference', row.reference || 'none'],
    ['Total', `${row.currency} ${row.total} (tax ${row.totalTax})`],
    [
      'Amount due',
      `${row.currency} ${row.amountDue} (paid ${row.amountPaid}, credited ${row.amountCredited})`,
    ],
    ['Last changed', instant(row.updatedAt)],
  ]);
}

function creditsOn(visit: BooksVisit, { credits, currency }: InvoiceRow): Page {
  const columns: readonly Column<AppliedCredit>[] = [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Amount', isAmount: true, cell: ({ amount }) => `${currency} ${amount}` },
    { title: 'Credit', cell: ({ kind, id }) => documentLink(visit, kind, id) },
    {
      title: 'Actions',
      cell: ({ allocationId, amount }) =>
        renderForm(visit, {
          action: 'remove-credit',
          row: allocationId,
          submit: 'Take off',
          about: `the credit of ${amount}`,
          isQuiet: true,
        }),
    },
  ];
  return credits.length === 0 ? html`` : renderTable('Credits', columns, credits, '');
}

function creditForm(visit: BooksVisit, invoice: InvoiceRow): Page {
  const credits = fittingCredits(visit, invoice);
  if (credits.length === 0) return html``;
  return renderForm(visit, {
    action: 'apply-credit',
    title: 'Apply credit',
    fields: [
      {
        name: 'credit',
        label: 'Credit',
        kind: 'select',
        options: credits.map(({ id, kind, number, currency, remaining }) => ({
          value: id,
          text: `${number ?? kind}: ${currency} ${remaining} left`,
        })),
      },
      { name: 'amount', label: 'Credit amount', kind: 'amount', hint: 'Empty for as much as there is' },
      { name: 'date', label: 'Date applied', kind: 'date', value: visit.books.today() },
    ],
    submit: 'Apply credit',
    isQuiet: true,
  });
}

/** Credits of the same contact, currency and side of which something remains. */
function fittingCredits({ books }: BooksVisit, invoice: InvoiceRow): CreditRow[] {
  const kinds: readonly CreditKind[] = ['CreditNote', 'Prepayment', 'Overpayment'];
  return kinds.flatMap((kind) =>
    creditsOf(books, kind)
      .all()
      .filter(
        (row) =>
          row.status === 'AUTHORISED' &&
          row.contactId === invoice.contactId &&
          row.currency === invoice.currency &&
          sideOf(row) !== sideOf(invoice),
      ),
  );
}
