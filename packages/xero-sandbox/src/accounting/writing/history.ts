import { notFound } from '../../answers.ts';
import { addHistoryNote } from '../../books/attached/history.ts';
import type { Books } from '../../books/books.ts';
import type { Row } from '../../books/rows.ts';
import { presentHistory } from '../present/history.ts';
import type { Answer } from '../resource.ts';
import { elementsOf } from './body.ts';
import { type Kind, writeElements } from './write-elements.ts';

/** The PUT of notes on a record; they carry the app's name. */
export function noting(find: (books: Books, key: string) => Row | undefined): Answer {
  return (call, key = '') => {
    const owner = find(call.books, key);
    if (!owner) return notFound();
    return writeElements(call, NOTES, elementsOf(call, 'HistoryRecords'), { creates: true, id: owner.id });
  };
}

const NOTES: Kind<string> = {
  collection: 'HistoryRecords',
  marks: {},
  read: (element) => element.text('Details') ?? '',
  write({ books, appName }, details, { id = '' }) {
    const row = addHistoryNote(books, id, details, appName);
    return () => presentHistory(row);
  },
};
