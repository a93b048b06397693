import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { documentLines, reversed } from '../ledger/postings.ts';
import { controlAccountOf, sideOf } from '../ledger/sides.ts';
import { sourceOf } from '../ledger/sources.ts';
import type { Document } from './documents.ts';

/** Posts an approved document to the ledger, or takes its posting back when it is voided or edited. */
export function postDocument(books: Books, document: Document, effect: 'post' | 'reverse'): void {
  const { row } = document;
  const lines = documentLines(books.chart, row, controlAccountOf(books.chart, row), sideOf(row));
  books.post({
    id: randomUUID(),
    date: row.date,
    sourceId: row.id,
    sourceType: sourceOf(row.type),
    reference: row.reference,
    lines: effect === 'post' ? lines : reversed(lines),
  });
}
