import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { findContact } from '../find.ts';
import type { OrderedRows } from '../ordered-rows.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow, Row } from '../rows.ts';

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
  const move = <R extends Row & { readonly contactId: string | null }>(rows: OrderedRows<R>) =>
    rows.replace(
      ({ contactId }) => contactId === old.id,
      (row) => ({ ...row, contactId: target.id }),
    );
  const { invoices, creditNotes, prepayments, overpayments, bankTransactions, repeatingInvoices } =
    books.rows;
  for (const credits of [creditNotes, prepayments, overpayments]) move(credits);
  move(invoices);
  move(bankTransactions);
  move(repeatingInvoices);
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
