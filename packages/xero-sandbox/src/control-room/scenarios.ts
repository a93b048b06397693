import type { Fault } from '../faults/fault.ts';

/** A fault that tells a story, ready to be put in force; it happens once. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly fault: Fault;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'paging',
    title: 'In the middle of somebody’s paging',
    about:
      'Behind the next page of invoices its first three rows move to the end, so that whoever goes on by page number misses three.',
    fault: {
      match: { method: 'GET', path: '/Invoices?' },
      times: 1,
      effect: { touch: { collection: 'Invoices', which: 'first-of-page', count: 3 } },
    },
  },
  {
    name: 'lost-answer',
    title: 'The answer to a write is lost',
    about: 'The next POST or PUT is done, and the connection breaks before the answer.',
    fault: { match: { path: '/api\\.xro/', body: '.' }, times: 1, effect: { drop: 'after' } },
  },
  {
    name: 'lost-refresh',
    title: 'The answer to a token refresh is lost',
    about: 'The next refresh rotates the token, and the caller never hears of it.',
    fault: { match: { path: '/connect/token', body: 'refresh_token' }, times: 1, effect: { drop: 'after' } },
  },
  {
    name: 'offline',
    title: 'The organisation is offline',
    about: 'The next call of the API is a 503 with Xero’s sentence.',
    fault: { match: { path: '/api\\.xro/' }, times: 1, effect: 'organisation-offline' },
  },
  {
    name: 'half',
    title: 'Half an answer',
    about: 'The next answer of the API breaks off after 500 bytes.',
    fault: { match: { path: '/api\\.xro/' }, times: 1, effect: { cutBodyAt: 500 } },
  },
  {
    name: 'stall',
    title: 'Headers, then nothing',
    about: 'The next answer of the API stops for 30 seconds after its headers.',
    fault: { match: { path: '/api\\.xro/' }, times: 1, effect: { stallMs: 30_000 } },
  },
];
