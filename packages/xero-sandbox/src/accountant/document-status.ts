import { html } from 'hono/html';
import type { CreditRow, InvoiceRow, InvoiceStatus } from '../books/rows.ts';
import { type Form, renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import type { Action } from '../pages/web-page.ts';
import type { BooksVisit } from './books-visit.ts';

const FORMS = {
  approve: { action: 'approve', submit: 'Approve' },
  submit: { action: 'submit', submit: 'Submit for approval', isQuiet: true },
  draft: { action: 'draft', submit: 'Back to draft', isQuiet: true },
  void: {
    action: 'void',
    submit: 'Void',
    warning: 'A voided document stays readable, but nobody can bring it back.',
  },
  delete: {
    action: 'delete',
    submit: 'Delete',
    warning: 'A deleted document stays readable, but nobody can bring it back.',
  },
} satisfies Record<string, Form>;

const OFFERED: Partial<Record<InvoiceStatus, readonly (keyof typeof FORMS)[]>> = {
  DRAFT: ['approve', 'submit', 'delete'],
  SUBMITTED: ['approve', 'draft', 'delete'],
  AUTHORISED: ['void'],
};

/** The buttons that move a document on from its status. */
export function statusForms(visit: BooksVisit, { status }: InvoiceRow | CreditRow): Page {
  const offered = OFFERED[status] ?? [];
  return html`<div class="row">${offered.map((name) => renderForm(visit, FORMS[name]))}</div>`;
}

/** What those buttons do to the document that the address names. */
export function statusActions(
  set: (visit: BooksVisit, status: InvoiceStatus) => unknown,
): Record<keyof typeof FORMS, Action<BooksVisit>> {
  const to = (status: InvoiceStatus, done: string): Action<BooksVisit> => ({
    done,
    act: (visit) => void set(visit, status),
  });
  return {
    approve: to('AUTHORISED', 'Approved.'),
    submit: to('SUBMITTED', 'Submitted for approval.'),
    draft: to('DRAFT', 'It is a draft again.'),
    void: to('VOIDED', 'Voided.'),
    delete: to('DELETED', 'Deleted.'),
  };
}
