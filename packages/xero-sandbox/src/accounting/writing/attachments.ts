import { notFound } from '../../answers.ts';
import { attachFile } from '../../books/attached/attachments.ts';
import type { Books } from '../../books/books.ts';
import type { Row } from '../../books/rows.ts';
import { envelope } from '../envelope.ts';
import { presentAttachment } from '../present/attachment.ts';
import type { Answer } from '../resource.ts';

/** The PUT and the POST of raw bytes under a file's name; one of that name is overwritten. */
export function attaching(resource: string, find: (books: Books, key: string) => Row | undefined): Answer {
  return (call, key = '', fileName = '') => {
    const { books } = call;
    const owner = find(books, key);
    if (!owner) return notFound();
    const row = books.atomically(() =>
      attachFile(books, owner.id, {
        fileName,
        mimeType: call.contentType || 'application/octet-stream',
        content: call.body,
        includeOnline: call.query.flag('IncludeOnline'),
      }),
    );
    return envelope(call, 'Attachments', [presentAttachment(resource, row)]);
  };
}
