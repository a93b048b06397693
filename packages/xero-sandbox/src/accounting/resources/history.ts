import { notFound } from '../../answers.ts';
import { historyByOwner } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import type { HistoryRow, Row } from '../../books/rows.ts';
import { envelope } from '../envelope.ts';
import { presentHistory } from '../present/history.ts';
import type { Endpoint } from '../resource.ts';
import { noting } from '../writing/history.ts';

/** The path of what happened to each record of a resource, the newest line first. */
export function historyEndpoints(
  find: (books: Books, key: string) => Row | undefined,
): Record<string, Endpoint> {
  return {
    '*/History': {
      put: noting(find),
      get(call, key = '') {
        const owner = find(call.books, key);
        if (!owner) return notFound();
        const lines = historyByOwner(call.books).get(owner.id) ?? [creation(owner)];
        return envelope(call, 'HistoryRecords', lines.toReversed().map(presentHistory));
      },
    },
  };
}

/** The one line of a record that was there from the beginning: nobody wrote down what happened to it before. */
function creation(owner: Row): HistoryRow {
  const { id, updatedAt } = owner;
  return { id, ownerId: id, changes: 'Created', details: '', user: 'System Generated', updatedAt };
}
