import type { Books } from '../../books/books.ts';
import type { ContactGroupRow } from '../../books/rows.ts';
import { presentContactOf } from './contact.ts';
import type { Detail } from './detail.ts';

/** One group of contacts as Xero writes it; who is in it shows where the group stands alone. */
export function presentContactGroup(books: Books, row: ContactGroupRow, detail: Detail): object {
  return {
    ContactGroupID: row.id,
    Name: row.name,
    Status: row.status,
    Contacts: detail === 'one' ? row.contactIds.map((id) => presentContactOf(books, id, 'list')) : [],
  };
}
