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

/**
 * Wraps rows the way Xero does. Xero's default form is XML: only a caller that asks for JSON gets it.
 */
export function envelope(
  call: Call,
  collection: string,
  rows: readonly object[],
  pagination?: Pagination,
): Response {
  const body = {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: call.appName,
    DateTimeUTC: wireInstantWithoutOffset(call.clock.now().getTime()),
    ...(pagination && { pagination }),
    [collection]: rows,
  };
  if (/\bapplication\/json\b/i.test(call.accept)) {
    return new Response(JSON.stringify(body), {
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  }
  return new Response(xml('Response', body), { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
