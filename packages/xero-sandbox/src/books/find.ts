import type { Books } from './books.ts';
import { Refusal } from './refusal.ts';
import type { ContactRow, InvoiceRow } from './rows.ts';

/** The invoice with that id or number, whatever its status; ends in a Refusal when there is none. */
export function findInvoice(books: Books, idOrNumber: string): InvoiceRow {
  const row = books.invoices.get(idOrNumber) ?? invoiceByNumber(books, idOrNumber);
  if (!row) throw new Refusal(`There is no invoice ${idOrNumber} in ${books.organisation.name}.`);
  return row;
}

/** The invoice with that number: the live one if a voided or deleted one has it too. */
export function invoiceByNumber(books: Books, number: string): InvoiceRow | undefined {
  const all = books.invoices.all().filter((row) => row.number === number);
  return all.find((row) => row.status !== 'VOIDED' && row.status !== 'DELETED') ?? all[0];
}

/** The contact with that id, ContactNumber or active name; ends in a Refusal when there is none. */
export function findContact(books: Books, idOrName: string): ContactRow {
  const row =
    books.contacts.get(idOrName) ??
    books.contacts.all().find((each) => each.number === idOrName) ??
    activeContactNamed(books, idOrName);
  if (!row) throw new Refusal(`There is no contact ${idOrName} in ${books.organisation.name}.`);
  return row;
}

/** The active contact with that name; names differ by more than letter case. */
export function activeContactNamed(books: Books, name: string): ContactRow | undefined {
  const wanted = name.toLowerCase();
  return books.contacts.all().find((row) => row.status === 'ACTIVE' && row.name.toLowerCase() === wanted);
}
