import type { Books } from '../books/books.ts';
import type { Clock } from '../clock.ts';

/** One authorised call of the Accounting API, after sign-in, tenant, scope and limits were checked. */
export interface Call {
  readonly books: Books;
  readonly query: Query;
  /** The raw If-Modified-Since header; empty and missing are the same. */
  readonly ifModifiedSince: string;
  /** Whether a row changed exactly at If-Modified-Since is part of the answer; Xero does not document it. */
  readonly modifiedSince: 'inclusive' | 'exclusive';
  readonly accept: string;
  readonly clientId: string;
  readonly appName: string;
  readonly clock: Clock;
}

/** Query parameters by name in any letter case, as clients in the wild write them. */
export class Query {
  readonly #values = new Map<string, string>();

  constructor(parameters: URLSearchParams) {
    for (const [name, value] of parameters) this.#values.set(name.toLowerCase(), value);
  }

  /** The value, or undefined when it is missing or blank. */
  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase())?.trim() || undefined;
  }

  /** A comma list as a set in lower case, or undefined when it is missing. */
  list(name: string): ReadonlySet<string> | undefined {
    const value = this.get(name);
    return value === undefined
      ? undefined
      : new Set(value.split(',').map((item) => item.trim().toLowerCase()));
  }

  /** True only for `true`, in any letter case. */
  flag(name: string): boolean {
    return this.get(name)?.toLowerCase() === 'true';
  }
}
