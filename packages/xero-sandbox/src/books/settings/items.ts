import { randomUUID } from 'node:crypto';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { ItemDetails, ItemRow } from '../rows.ts';

/** What an item is besides its code; what is left out is empty, or stays in an edit. */
export interface ItemChange {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly purchaseDescription?: string | undefined;
  /** Null: it is not sold, or not bought. */
  readonly sales?: ItemDetails | null | undefined;
  readonly purchases?: ItemDetails | null | undefined;
}

/** Adds something that is sold or bought; ends in a Refusal when its code is taken or a value makes no sense. */
export function addItem(books: Books, input: ItemChange & { readonly code: string }): ItemRow {
  const empty: ItemRow = {
    id: randomUUID(),
    code: '',
    name: input.code,
    description: '',
    purchaseDescription: '',
    sales: null,
    purchases: null,
    updatedAt: books.now(),
  };
  return write(books, empty, input, 'Created');
}

/** Edits an item; lines that were written with it stay as they are. */
export function editItem(books: Books, id: string, change: ItemChange): ItemRow {
  const old = books.rows.items.get(id);
  if (!old) throw new Refusal(`There is no item ${id} in ${books.organisation.name}.`);
  return write(books, old, change, 'Edited');
}

function write(books: Books, old: ItemRow, change: ItemChange, what: string): ItemRow {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const row: ItemRow = { ...old, ...given, updatedAt: books.now() };
  if (row.code === '' || row.code.length > 30)
    throw new Refusal('An item code must have 1 to 30 characters.');
  const taken = books.rows.items.all().some(({ id, code }) => id !== row.id && code === row.code);
  if (taken) throw new Refusal(`Item code '${row.code}' must be unique.`);
  for (const details of [row.sales, row.purchases]) checkDetails(books, details);
  books.rows.items.put(row);
  record(books, row.id, what, row.code);
  return row;
}

function checkDetails(books: Books, details: ItemDetails | null): void {
  const { accountCode, taxType } = details ?? {};
  if (accountCode && !books.accounts.all().some(({ code }) => code === accountCode)) {
    throw new Refusal(`Account code '${accountCode}' is not a valid code for this document.`);
  }
  if (taxType && !books.rows.taxRates.all().some((rate) => rate.taxType === taxType)) {
    throw new Refusal(`The TaxType code '${taxType}' does not exist.`);
  }
}
