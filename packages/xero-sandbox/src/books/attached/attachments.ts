import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { AttachmentRow } from '../rows.ts';

export interface AttachmentInput {
  readonly fileName: string;
  readonly mimeType: string;
  readonly content: Uint8Array;
  readonly includeOnline?: boolean | undefined;
}

const MOST = 10;
const LARGEST_BYTES = 10 * 1024 * 1024;

/**
 * Hangs a file on a document or contact; one of the same name is overwritten under its old id. Ends in a Refusal
 * for a refused character, an eleventh file, or more than 10 MB (Xero's documentation of attachments).
 */
export function attachFile(books: Books, ownerId: string, input: AttachmentInput): AttachmentRow {
  if (input.fileName.trim() === '' || /[<>:"/\\|?*+]/.test(input.fileName)) {
    throw new Refusal(`The file name ${input.fileName} contains characters that are not allowed.`);
  }
  if (input.content.length > LARGEST_BYTES) throw new Refusal('The file is larger than 10 MB.');
  const own = attachmentsOf(books, ownerId);
  const old = own.find(({ fileName }) => fileName === input.fileName);
  if (!old && own.length >= MOST) throw new Refusal(`A document may have at most ${MOST} attachments.`);
  const row: AttachmentRow = {
    id: old?.id ?? randomUUID(),
    ownerId,
    fileName: input.fileName,
    mimeType: input.mimeType,
    includeOnline: input.includeOnline ?? old?.includeOnline ?? false,
    length: input.content.length,
    base64: Buffer.from(input.content).toString('base64'),
    updatedAt: books.now(),
  };
  books.rows.attachments.put(row);
  return row;
}

/** The files on a document or contact, the oldest change first. */
function attachmentsOf(books: Books, ownerId: string): AttachmentRow[] {
  return books.rows.attachments.all().filter((row) => row.ownerId === ownerId);
}
