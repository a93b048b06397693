import { notFound } from '../../answers.ts';
import { attachmentsByOwner } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import type { Row } from '../../books/rows.ts';
import { envelope } from '../envelope.ts';
import { presentAttachments } from '../present/attachment.ts';
import type { Endpoint } from '../resource.ts';
import { attaching } from '../writing/attachments.ts';

/** Attachments have a scope of their own, whatever they hang on (Xero's documentation of scopes). */
const SCOPES = ['accounting.attachments'];

/** The paths of what hangs on each record of a resource: the list, and the bytes of one by its name or id. */
export function attachmentEndpoints(
  resource: string,
  find: (books: Books, key: string) => Row | undefined,
): Record<string, Endpoint> {
  return {
    '*/Attachments': {
      scopes: SCOPES,
      get(call, key = '') {
        const owner = find(call.books, key);
        if (!owner) return notFound();
        return envelope(call, 'Attachments', presentAttachments(call.books, resource, owner.id));
      },
    },
    '*/Attachments/*': {
      scopes: SCOPES,
      put: attaching(resource, find),
      post: attaching(resource, find),
      get({ books }, key = '', name = '') {
        const owner = find(books, key);
        const rows = owner ? (attachmentsByOwner(books).get(owner.id) ?? []) : [];
        const row = rows.find(({ fileName, id }) => fileName === name || id === name.toLowerCase());
        if (!row) return notFound();
        return new Response(Buffer.from(row.base64, 'base64'), {
          headers: { 'content-type': row.mimeType },
        });
      },
    },
  };
}
