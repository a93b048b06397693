import type { Query } from './call.ts';

/** Which page was asked for. */
export interface Page {
  readonly page: number;
  readonly pageSize: number;
}

/** The asked-for page: from 1, of 100 rows, the size snapped into 1 to 1,000 (Xero's paging documentation). */
export function readPage(query: Query): Page {
  return {
    page: Math.max(1, whole(query.get('page'), 1)),
    pageSize: Math.min(1000, Math.max(1, whole(query.get('pageSize'), 100))),
  };
}

const LAST = Number.MAX_SAFE_INTEGER;

function whole(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^-?\d+$/.test(text) ? Math.min(Number(text), LAST) : otherwise;
}
