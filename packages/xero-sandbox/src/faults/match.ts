import type { FaultMatch } from './fault.ts';

/** A call as faults see it, before anything is done. */
export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The tenant id that it names and that organisation's name; empty when it names none. */
  readonly tenants: readonly string[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether all that the fault asks for holds for the call. */
export function matches(match: FaultMatch, seen: Seen): boolean {
  const { method, path, query = {}, tenant, headers = {}, body } = match;
  return (
    (method === undefined || method.toUpperCase() === seen.method) &&
    (path === undefined || found(path, seen.path)) &&
    (tenant === undefined || seen.tenants.includes(tenant)) &&
    (body === undefined || found(body, seen.body)) &&
    Object.entries(query).every(([name, value]) => valueIn(seen.query, name) === value) &&
    Object.entries(headers).every(([name, value]) => {
      const sent = seen.headers[name.toLowerCase()];
      return sent !== undefined && found(value, sent);
    })
  );
}

/** Why the text is no pattern; undefined when it is one. */
export function problemOfPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
    return undefined;
  } catch {
    return 'a part of the text or the source of a regular expression';
  }
}

function found(pattern: string, text: string): boolean {
  return text.includes(pattern) || new RegExp(pattern).test(text);
}

function valueIn(query: URLSearchParams, name: string): string | undefined {
  return [...query].find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}
