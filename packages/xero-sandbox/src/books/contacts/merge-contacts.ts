import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { findContact } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow } from '../rows.ts';

/**
 * Merges one contact into another, which only a person can: the first is archived and points to the second, and
 * all its documents belong to the second from then on. Neither the surviving contact nor a document is stamped
 * (Xero's documentation of If-Modified-Since says so of the contact), so only a full read sees who owes now.
 */
export function mergeContacts(books: Books, from: string, into: string): ContactRow {
  const [old, target] = [findContact(books, from), findContact(books, into)];
  if (old.id === target.id) throw new Refusal('A contact cannot be merged into itself.');
  if (old.status !== 'ACTIVE' || target.status !== 'ACTIVE') {
    throw new Refusal('Only active contacts can be merged.');
  }
  const { invoices, creditNotes, prepayments, overpayments, bankTransactions, repeatingInvoices } =
    books.rows;
  for (const rows of [creditNotes, prepayments, overpayments]) {
    for (const row of rows.all().filter(({ contactId }) => contactId === old.id)) {
      rows.put({ ...row, contactId: target.id });
    }
  }
  for (const row of invoices.all().filter(({ contactId }) => contactId === old.id)) {
    invoices.put({ ...row, contactId: target.id });
  }
  for (const row of bankTransactions.all().filter(({ contactId }) => contactId === old.id)) {
    bankTransactions.put({ ...row, contactId: target.id });
  }
  for (const row of repeatingInvoices.all().filter(({ contactId }) => contactId === old.id)) {
    repeatingInvoices.put({ ...row, contactId: target.id });
  }
  books.contacts.put({
    ...target,
    isCustomer: target.isCustomer || old.isCustomer,
    isSupplier: target.isSupplier || old.isSupplier,
  });
  const row: ContactRow = {
    ...old,
    status: 'ARCHIVED',
    mergedToContactId: target.id,
    updatedAt: books.now(),
  };
  books.contacts.put(row);
  record(books, old.id, 'Merged', `Merged into ${target.name}.`);
  return row;
}
