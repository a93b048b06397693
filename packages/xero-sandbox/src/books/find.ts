import type { Books } from './books.ts';
import type { Document } from './documents/documents.ts';
import { Refusal } from './refusal.ts';
import type {
  AccountRow,
  BankTransactionRow,
  ContactRow,
  CreditKind,
  CreditRow,
  InvoiceRow,
  PaymentRow,
} from './rows.ts';

/** The invoice with that id or number, whatever its status; ends in a Refusal when there is none. */
export function findInvoice(books: Books, idOrNumber: string): InvoiceRow {
  const row = books.invoices.get(idOrNumber) ?? invoiceByNumber(books, idOrNumber);
  return row ?? missing(books, 'invoice', idOrNumber);
}

/** The invoice with that number: the live one if a voided or deleted one has it too. */
export function invoiceByNumber(books: Books, number: string): InvoiceRow | undefined {
  return liveOf(books.invoices.all().filter((row) => row.number === number));
}

/** The credit note with that id or number; ends in a Refusal when there is none. */
export function findCreditNote(books: Books, idOrNumber: string): CreditRow {
  const { creditNotes } = books.rows;
  const row = creditNotes.get(idOrNumber) ?? creditNoteByNumber(books, idOrNumber);
  return row ?? missing(books, 'credit note', idOrNumber);
}

/** The credit note with that number: the live one if a voided or deleted one has it too. */
export function creditNoteByNumber(books: Books, number: string): CreditRow | undefined {
  return liveOf(books.rows.creditNotes.all().filter((row) => row.number === number));
}

/** The credit note, prepayment or overpayment with that id, a credit note also by its number. */
export function findCredit(books: Books, idOrNumber: string): CreditRow {
  const { prepayments, overpayments } = books.rows;
  return prepayments.get(idOrNumber) ?? overpayments.get(idOrNumber) ?? findCreditNote(books, idOrNumber);
}

/** The document of that kind with that id or number; of any kind when none is named. Ends in a Refusal when there is none. */
export function findDocument(books: Books, idOrNumber: string, kind?: 'Invoice' | CreditKind): Document {
  const invoice = books.invoices.get(idOrNumber) ?? invoiceByNumber(books, idOrNumber);
  if (invoice && (kind === undefined || kind === 'Invoice')) return { kind: 'Invoice', row: invoice };
  if (kind === 'Invoice') return missing(books, 'invoice', idOrNumber);
  const row = findCredit(books, idOrNumber);
  if (kind !== undefined && row.kind !== kind) return missing(books, kind, idOrNumber);
  return { kind: row.kind, row };
}

/** The payment with that id; ends in a Refusal when there is none. */
export function findPayment(books: Books, id: string): PaymentRow {
  return books.payments.get(id) ?? missing(books, 'payment', id);
}

/** The bank transaction with that id; ends in a Refusal when there is none. */
export function findBankTransaction(books: Books, id: string): BankTransactionRow {
  return books.rows.bankTransactions.get(id) ?? missing(books, 'bank transaction', id);
}

/** The account with that id or code; ends in a Refusal when there is none. */
export function findAccount(books: Books, idOrCode: string): AccountRow {
  const row = books.accounts.get(idOrCode) ?? books.accounts.all().find(({ code }) => code === idOrCode);
  return row ?? missing(books, 'account', idOrCode);
}

/** The contact with that id, ContactNumber or active name; ends in a Refusal when there is none. */
export function findContact(books: Books, idOrName: string): ContactRow {
  const row =
    books.contacts.get(idOrName) ??
    books.contacts.all().find((each) => each.number === idOrName) ??
    activeContactNamed(books, idOrName);
  return row ?? missing(books, 'contact', idOrName);
}

/** The active contact with that name; names differ by more than letter case. */
export function activeContactNamed(books: Books, name: string): ContactRow | undefined {
  const wanted = name.toLowerCase();
  return books.contacts.all().find((row) => row.status === 'ACTIVE' && row.name.toLowerCase() === wanted);
}

function liveOf<R extends { readonly status: string }>(rows: readonly R[]): R | undefined {
  return rows.find(({ status }) => status !== 'VOIDED' && status !== 'DELETED') ?? rows[0];
}

function missing(books: Books, what: string, name: string): never {
  throw new Refusal(`There is no ${what} ${name} in ${books.organisation.name}.`);
}
