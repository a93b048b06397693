import { attachmentsByOwner } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import type { AttachmentRow } from '../../books/rows.ts';

/** One attachment's description. Its Url names Xero's own host whatever this sandbox is called. */
export function presentAttachment(resource: string, row: AttachmentRow): object {
  return {
    AttachmentID: row.id,
    FileName: row.fileName,
    Url: `https://api.xero.com/api.xro/2.0/${resource}/${row.ownerId}/Attachments/${encodeURIComponent(row.fileName)}`,
    MimeType: row.mimeType,
    ContentLength: row.length,
    IncludeOnline: row.includeOnline,
  };
}

/** All that hangs on one record of a resource, in the order in which it was put there. */
export function presentAttachments(books: Books, resource: string, ownerId: string): object[] {
  const rows = attachmentsByOwner(books).get(ownerId) ?? [];
  return rows.map((row) => presentAttachment(resource, row));
}

/** HasAttachments, and the attachments themselves where the record stands alone. */
export function presentAttached(books: Books, resource: string, ownerId: string, alone: boolean): object {
  const has = attachmentsByOwner(books).has(ownerId);
  return {
    HasAttachments: has,
    ...(alone && has && { Attachments: presentAttachments(books, resource, ownerId) }),
  };
}
