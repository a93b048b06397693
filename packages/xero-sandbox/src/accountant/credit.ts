import { html } from 'hono/html';
import { findCreditNote } from '../books/find.ts';
import { sideOf } from '../books/ledger/sides.ts';
import type { AllocationRow, CreditRow, InvoiceRow } from '../books/rows.ts';
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

const TITLES = { CreditNote: 'Credit note', Prepayment: 'Prepayment', Overpayment: 'Overpayment' } as const;

/** One credit note, prepayment or overpayment with where it went, and the forms for all that it allows. */
export const creditPage: BooksPage = {
  path: '/credits/:id',
  show(visit) {
    const row = creditOf(visit);
    if (!row) return undefined;
    const isNote = row.kind === 'CreditNote';
    const isEditable = isNote && ['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(row.status);
    return {
      title: `${TITLES[row.kind]} ${row.number ?? ''}`,
      content: html`${facts(visit, row)} ${isNote ? statusForms(visit, row) : ''}
        <h2>Where it went</h2>
        ${row.allocations.length + row.paymentIds.length === 0 ? html`<p class="empty">Nothing of it was used yet.</p>` : ''}
        ${allocations(visit, row)} ${paymentsOf(visit, row.paymentIds, row.currency)}
        ${row.status === 'AUTHORISED' ? html`${allocationForm(visit, row)} ${paymentForm(visit, 'Refund', row.remaining, row.currency)}` : ''}
        ${isEditable ? editDocumentForm(visit, row) : lineTable(row)} ${historyOf(visit, row.id)}`,
    };
  },
  actions: {
    ...statusActions(({ verbs, part }, status) => verbs.setCreditNoteStatus(part('id'), status)),
    ...PAYMENT_ACTIONS,
    edit: {
      done: 'Saved.',
      act(visit, form) {
        const row = findCreditNote(visit.books, visit.part('id'));
        visit.verbs.editCreditNote(row.id, readChange(visit, row, form));
      },
    },
    allocate: {
      done: 'The credit was allocated.',
      act: ({ verbs, part }, form) =>
        void verbs.allocateCredit(part('id'), {
          invoice: form.get('invoice') ?? '',
          amount: entered(form, 'amount'),
          date: entered(form, 'date'),
        }),
    },
    'remove-allocation': {
      done: 'The allocation was taken back.',
      act: ({ verbs, part }, form) => void verbs.removeAllocation(part('id'), form.get('id') ?? ''),
    },
    note: addNote,
  },
};

function creditOf({ books, part }: BooksVisit): CreditRow | undefined {
  const { creditNotes, prepayments, overpayments } = books.rows;
  const id = part('id');
  return creditNotes.get(id) ?? prepayments.get(id) ?? overpayments.get(id);
}

function facts(visit: BooksVisit, row: CreditRow): Page {
  return renderFacts([
    ['Contact', contactLink(visit, row.contactId)],
    ['Status', badge(row.status)],
    ['Date', day(row.date)],
    ['Reference', row.reference || 'none'],
    ['Total', `${row.currency} ${row.total} (tax ${row.totalTax})`],
    ['Remaining', `${row.currency} ${row.remaining}`],
    ['Last changed', instant(row.updatedAt)],
  ]);
}

function allocations(visit: BooksVisit, row: CreditRow): Page {
  const columns: readonly Column<AllocationRow>[] = [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Amount', isAmount: true, cell: ({ amount }) => `${row.currency} ${amount}` },
    { title: 'To', cell: ({ invoiceId }) => documentLink(visit, 'Invoice', invoiceId) },
    {
      title: 'Actions',
      cell: ({ id, amount }) =>
        renderForm(visit, {
          action: 'remove-allocation',
          row: id,
          submit: 'Take back',
          about: `the allocation of ${amount}`,
          isQuiet: true,
        }),
    },
  ];
  return row.allocations.length === 0 ? html`` : renderTable('Allocations', columns, row.allocations, '');
}

function allocationForm(visit: BooksVisit, row: CreditRow): Page {
  const open = openInvoices(visit, row);
  if (open.length === 0) {
    return html`<p class="empty">There is no open document of this contact in ${row.currency} to allocate it to.</p>`;
  }
  return renderForm(visit, {
    action: 'allocate',
    title: 'Allocate',
    fields: [
      {
        name: 'invoice',
        label: 'To',
        kind: 'select',
        options: open.map(({ id, number, amountDue }) => ({
          value: id,
          text: `${number}: ${amountDue} due`,
        })),
      },
      { name: 'amount', label: 'Allocated amount', kind: 'amount', hint: 'Empty for as much as there is' },
      { name: 'date', label: 'Date allocated', kind: 'date', value: visit.books.today() },
    ],
    submit: 'Allocate',
  });
}

function openInvoices({ books }: BooksVisit, credit: CreditRow): InvoiceRow[] {
  return books.invoices
    .all()
    .filter(
      (row) =>
        row.status === 'AUTHORISED' &&
        row.contactId === credit.contactId &&
        row.currency === credit.currency &&
        sideOf(row) !== sideOf(credit),
    );
}
