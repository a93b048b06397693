import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { wireInstantWithoutOffset } from './wire.ts';
import { xml } from './xml.ts';

/** The `pagination` object of a paged list. */
export interface Pagination {
  readonly page: number;
  readonly pageSize: number;
  readonly pageCount: number;
  readonly itemCount: number;
}

/** Whether the caller asked for JSON; Xero's default form is XML. */
export function wantsJson(call: Call): boolean {
  return /\bapplication\/json\b/i.test(call.accept);
}

/** Wraps rows the way Xero does. For a caller that wants JSON, a row may be JSON text already. */
export function envelope(
  call: Call,
  collection: string,
  rows: readonly (object | string)[],
  pagination?: Pagination,
): Response {
  const head = {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: call.appName,
    DateTimeUTC: wireInstantWithoutOffset(call.clock.now().getTime()),
    ...(pagination && { pagination }),
  };
  if (!wantsJson(call)) {
    const body = xml('Response', { ...head, [collection]: rows });
    return new Response(body, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
  }
  const texts = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  const body = `${JSON.stringify(head).slice(0, -1)},"${collection}":[${texts.join(',')}]}`;
  return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
}
