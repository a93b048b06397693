import type { Context } from '../context.ts';

/** Somebody looks at a page, or sends one of its forms. */
export interface Visit {
  readonly context: Context;
  /** The address of the page, without its query. */
  readonly address: string;
  /** What the address has behind the question mark. */
  readonly query: URLSearchParams;
  /** What the last page did, in a sentence. */
  readonly notice: string | undefined;
  /** What was just refused. */
  readonly refused: Refused | undefined;
  /** A part of the path; empty when it has none of that name. */
  part(name: string): string;
}

/** A form that was sent and could not be done: why, and what was entered. */
export interface Refused {
  readonly action: string;
  readonly problem: string;
  readonly entered: URLSearchParams;
}

/** The address of this page with some of its query changed; empty text takes a part out. */
export function here(visit: Visit, changes: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(visit.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  for (const [name, value] of [...query]) if (value === '') query.delete(name);
  return query.size === 0 ? visit.address : `${visit.address}?${query}`;
}

/** A whole number from 1 upwards out of the query; 1 when there is none. */
export function pageNumber(visit: Visit): number {
  const text = visit.query.get('page') ?? '1';
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
