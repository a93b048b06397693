import type { DocumentChange } from '../books/documents/edit-document.ts';
import { hasSettlements } from '../books/documents/status.ts';
import type { CreditRow, InvoiceRow } from '../books/rows.ts';
import type { Field } from '../pages/field.ts';
import { enteredIn, renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type BooksVisit, entered } from './books-visit.ts';
import { asInput, lineFields, readLines, unitDecimalsOf } from './line-fields.ts';
import { contactField, currencyField } from './options.ts';

const AMOUNT_TYPES = [
  { value: 'Exclusive', text: 'Tax exclusive' },
  { value: 'Inclusive', text: 'Tax inclusive' },
  { value: 'NoTax', text: 'No tax' },
];

/** The form for a new invoice, bill or credit note; after a refusal it shows again what was entered. */
export function newDocumentForm(visit: BooksVisit, types: Field, dueDate: string): Page {
  const { books, query } = visit;
  const lines = readLines(enteredIn(visit, { action: 'add' }) ?? new URLSearchParams());
  return renderForm(visit, {
    action: 'add',
    fields: [
      types,
      contactField(books, 'contact', 'Contact', query.get('contact') ?? ''),
      { name: 'date', label: 'Date', kind: 'date', value: books.today() },
      ...(dueDate ? [{ name: 'dueDate', label: 'Due date', kind: 'date', value: dueDate } as const] : []),
      { name: 'number', label: 'Number', hint: 'Empty for the next free one' },
      { name: 'reference', label: 'Reference' },
      currencyField(books, 'The contact’s own'),
      { name: 'lineAmountTypes', label: 'Amounts are', kind: 'select', options: AMOUNT_TYPES },
    ],
    more: lineFields(books, lines, Math.max(1, 3 - lines.length), 'OUTPUT2'),
    submit: [
      { label: 'Approve', name: 'status', value: 'AUTHORISED' },
      { label: 'Submit for approval', name: 'status', value: 'SUBMITTED' },
      { label: 'Save as draft', name: 'status', value: 'DRAFT' },
    ],
  });
}

/** What a form for a new document holds. */
export function readDocument(form: URLSearchParams) {
  const lines = readLines(form);
  const { contact, ...rest } = readCommon(form);
  const status = (['AUTHORISED', 'SUBMITTED'] as const).find((each) => each === form.get('status'));
  return {
    ...rest,
    contact: contact ?? '',
    lines,
    unitDecimals: unitDecimalsOf(lines),
    status: status ?? ('DRAFT' as const),
  };
}

/** The form for what its status and settlements allow to change on a document. */
export function editDocumentForm(visit: BooksVisit, row: InvoiceRow | CreditRow): Page {
  const { books } = visit;
  const isSettled = hasSettlements(row);
  const again = enteredIn(visit, { action: 'edit' });
  const lines = again ? readLines(again) : row.lines.map(asInput);
  const always: readonly Field[] = [
    { name: 'dueDate', label: 'Due date', kind: 'date', value: row.dueDate ?? '' },
    { name: 'reference', label: 'Reference', value: row.reference },
    { name: 'number', label: 'Number', value: row.number ?? '' },
    { name: 'sentToContact', label: 'Marked as sent', kind: 'check', value: String(row.sentToContact) },
  ];
  const unsettled: readonly Field[] = [
    contactField(books, 'contact', 'Contact', books.contacts.get(row.contactId)?.name),
    { name: 'date', label: 'Date', kind: 'date', required: true, value: row.date },
    currencyField(books, 'As it is', row.currency),
    {
      name: 'lineAmountTypes',
      label: 'Amounts are',
      kind: 'select',
      value: row.lineAmountTypes,
      options: AMOUNT_TYPES,
    },
  ];
  return renderForm(visit, {
    action: 'edit',
    title: isSettled ? 'Edit (date, contact and lines stay: something was paid or credited)' : 'Edit',
    fields: isSettled ? always : [...unsettled, ...always],
    ...(!isSettled && {
      more: lineFields(books, lines, 1, row.type.startsWith('ACCPAY') ? 'INPUT2' : 'OUTPUT2'),
    }),
    submit: 'Save',
  });
}

/** What the form for a change holds; a contact that is still the same one is left out. */
export function readChange(
  { books }: BooksVisit,
  row: InvoiceRow | CreditRow,
  form: URLSearchParams,
): DocumentChange {
  const { contact, ...rest } = readCommon(form);
  const isSame = contact === undefined || contact === books.contacts.get(row.contactId)?.name;
  const lines = form.has('description') ? readLines(form) : undefined;
  return {
    ...rest,
    reference: form.get('reference') ?? undefined,
    sentToContact: form.get('sentToContact') === 'true',
    ...(!isSame && { contact }),
    ...(lines && { lines, unitDecimals: unitDecimalsOf(lines) }),
  };
}

function readCommon(form: URLSearchParams) {
  return {
    contact: entered(form, 'contact'),
    date: entered(form, 'date'),
    dueDate: entered(form, 'dueDate'),
    number: entered(form, 'number'),
    reference: entered(form, 'reference'),
    currency: entered(form, 'currency'),
    lineAmountTypes: AMOUNT_TYPES.map(({ value }) => value as 'Exclusive' | 'Inclusive' | 'NoTax').find(
      (value) => value === form.get('lineAmountTypes'),
    ),
  };
}
