import { randomUUID } from 'node:crypto';
import { respondBytes } from '../bytes.ts';
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

/** Whether the caller gets JSON. Xero's default form is XML; what a call gets that accepts anything is switched. */
export function wantsJson(call: Call): boolean {
  if (/^\s*(\*\/\*)?\s*$/.test(call.accept)) return call.switches.defaultForm === 'json';
  return /\bapplication\/json\b/i.test(call.accept);
}

/** Wraps rows the way Xero does. For a caller that wants JSON, a row may be JSON already, as text or as its bytes. */
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
  const shown = overridden(call, collection, rows);
  if (!wantsJson(call)) {
    const values: unknown[] = shown.map((row) => (typeof row === 'string' ? JSON.parse(row) : row));
    const body = xml('Response', { ...head, [collection]: values });
    return new Response(body, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
  }
  // Bytes are put together faster than text, and large texts and copies of them keep the garbage collector busy.
  const parts: Buffer[] = [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"${collection}":[`)];
  for (const [index, row] of shown.entries()) {
    if (index > 0) parts.push(COMMA);
    if (Buffer.isBuffer(row)) parts.push(row);
    else parts.push(Buffer.from(typeof row === 'string' ? row : JSON.stringify(row)));
  }
  return respondBytes(Buffer.concat([...parts, Buffer.from(']}')]), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

const COMMA = Buffer.from(',');

function overridden(call: Call, collection: string, rows: readonly (object | string)[]) {
  const { tenantId } = call.books.organisation;
  if (call.overrides.all(tenantId).length === 0) return rows;
  const texts = rows.map((row) => (Buffer.isBuffer(row) ? row.toString() : row));
  return call.overrides.apply(tenantId, collection, texts);
}
