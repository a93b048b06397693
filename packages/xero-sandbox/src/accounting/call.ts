import type { Books } from '../books/books.ts';
import type { Clock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { Overrides } from './overrides.ts';

/** One authorised call of the Accounting API, after sign-in, tenant, scope and limits were checked. */
export interface Call {
  readonly books: Books;
  readonly query: Query;
  /** What was sent, byte by byte; empty for most reads. */
  readonly body: Uint8Array;
  readonly contentType: string;
  /** The raw If-Modified-Since header; empty and missing are the same. */
  readonly ifModifiedSince: string;
  readonly switches: Switches;
  readonly overrides: Overrides;
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
