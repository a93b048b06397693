import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { BooksVerbs } from '../books/verbs.ts';
import type { Page } from '../pages/page.ts';
import type { Visit } from '../pages/visit.ts';
import type { WebPage } from '../pages/web-page.ts';

/** A visit to one organisation's books. */
export interface BooksVisit extends Visit {
  readonly books: Books;
  readonly verbs: BooksVerbs;
  /** The address under which all of its pages are. */
  readonly base: string;
}

export type BooksPage = WebPage<BooksVisit>;

/** What was entered, trimmed; undefined for nothing. */
export function entered(form: URLSearchParams, name: string): string | undefined {
  return form.get(name)?.trim() || undefined;
}

/** The contact's name, leading to its page. */
export function contactLink({ base, books }: BooksVisit, id: string | null): Page | string {
  const contact = books.contacts.get(id ?? '');
  return contact ? html`<a href="${base}/contacts/${contact.id}">${contact.name}</a>` : '';
}

/** An invoice's or credit's name, leading to its page. */
export function documentLink({ base, books }: BooksVisit, kind: string, id: string): Page {
  if (kind === 'Invoice') {
    return html`<a href="${base}/invoices/${id}">${books.invoices.get(id)?.number || 'Bill'}</a>`;
  }
  const number = books.rows.creditNotes.get(id)?.number;
  return html`<a href="${base}/credits/${id}">${number || kind}</a>`;
}

/** Whether one of the texts holds what was searched for, in any letter case. */
export function matches(visit: Visit, ...texts: readonly (string | null | undefined)[]): boolean {
  const wanted = (visit.query.get('q') ?? '').trim().toLowerCase();
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted));
}

/** Whether a value is what a field of the search asks for; everything is when it asks for nothing. */
export function isWanted(visit: Visit, field: string, value: string): boolean {
  const wanted = visit.query.get(field) ?? '';
  return wanted === '' || wanted === value;
}
