import { attachmentsByOwner } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import type { InvoiceRow } from '../../books/rows.ts';
import type { UnitDecimals } from './detail.ts';
import { presentInvoice } from './invoice.ts';
import { named } from './lines.ts';

/** An invoice as a page shows it: the bytes of its JSON, kept until something that it shows changes. */
export function invoiceJson(books: Books, row: InvoiceRow, unitDecimals: UnitDecimals): Buffer {
  // Rows are replaced, never altered, and a payment or a credit replaces its invoice. The rest can grow stale.
  const shown = [books.contacts.get(row.contactId), attachmentsByOwner(books), named(books)];
  const kept = KEPT[unitDecimals].get(row);
  if (kept?.shown.every((each, index) => each === shown[index])) return kept.bytes;
  const bytes = stored(JSON.stringify(presentInvoice(books, row, 'page', unitDecimals)));
  KEPT[unitDecimals].set(row, { shown, bytes });
  return bytes;
}

interface Kept {
  readonly shown: readonly unknown[];
  readonly bytes: Buffer;
}

const KEPT = { 2: new WeakMap<InvoiceRow, Kept>(), 4: new WeakMap<InvoiceRow, Kept>() };

const BLOCK_BYTES = 1024 * 1024;
let block = Buffer.alloc(0);
let used = 0;

/** The bytes of a text inside a large block: one piece of memory for each would keep the garbage collector busy. */
function stored(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (used + length > block.length) {
    block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, length));
    used = 0;
  }
  block.write(text, used);
  used += length;
  return block.subarray(used - length, used);
}
