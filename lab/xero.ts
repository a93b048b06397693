import { type Answer, answerOf, rowsOf } from './answer.ts';
import type { Budget } from './budget.ts';
import { type Row, text } from './json.ts';
import type { Session } from './sign-in/session.ts';
import { Skip } from './skip.ts';
import type { Target } from './target.ts';
import { exchange, exchangeExactly } from './wire.ts';
import type { Written } from './written.ts';

/** One organisation through the eyes of a client. */
export interface Xero {
  readonly target: Target;
  readonly session: Session;
  readonly tenantId: string;
  readonly organisation: Row;
  readonly written: Written;
  /** GET of a path under /api.xro/2.0/, with the sign-in's own headers unless others are given; undefined leaves one out. */
  get(path: string, headers?: Headers): Promise<Answer>;
  /** The rows of a list or of one record; ends in Unexpected when it is not a 200. */
  rows(path: string, headers?: Headers): Promise<Row[]>;
  /** GET with exactly the usual headers and these, and a body if there is one. */
  getExactly(path: string, headers: Headers, body?: string): Promise<Answer>;
  /** Writes; ends in UnsafeWrite, and sends nothing, when it would touch what this run did not make. */
  send(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  /** A call outside the budget and without repeats, for looking at a refusal. */
  once(path: string): Promise<Answer>;
  /** A path of the API's host that belongs to no organisation. */
  host(method: string, path: string, headers?: Headers): Promise<Answer>;
  /** Makes something on the first call of that name and answers with the same on each further one. */
  shared<Made>(name: string, make: () => Promise<Made>): Promise<Made>;
  /** Lets time go by. Ends in Skip when that would mean waiting and nobody asked for patience. */
  pass(milliseconds: number): Promise<void>;
  /** How many calls of the Accounting API were answered. */
  calls(): number;
  /** Begins and ends the tidying up, whose calls are let through when the day's are nearly used. */
  tidying: boolean;
}

type Headers = Readonly<Record<string, string | undefined>>;

const BASE = '/api.xro/2.0/';
const REPEATS = 2;

/** A client of one organisation that stays inside the limits and writes nothing that is not its own. */
export function createXero(
  target: Target,
  session: Session,
  budget: Budget,
  written: Written,
  { tenantId, organisation }: { tenantId: string; organisation: Row },
): Xero {
  const made = new Map<string, Promise<unknown>>();
  const usual = (headers: Headers = {}): Record<string, string> => {
    const all = {
      authorization: `Bearer ${text(session.tokens(), 'access_token')}`,
      accept: 'application/json',
      'xero-tenant-id': tenantId,
      ...headers,
    };
    return Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  };
  const address = (path: string) => `${target.api}${BASE}${path}`;

  /** An expired token is replaced and a 429 sat out, unless the call chose its own token. */
  async function call(send: () => Promise<Answer>, ownToken: boolean): Promise<Answer> {
    for (let repeat = 0; ; repeat += 1) {
      await budget.admit(xero.tidying);
      const answer = await send();
      budget.note(answer);
      if (repeat === REPEATS) return answer;
      if (answer.status === 401 && !ownToken && /TokenExpired/.test(answer.text)) await session.refresh();
      else if (answer.status !== 429 || answer.headers.get('x-rate-limit-problem') === 'day') return answer;
    }
  }

  const xero: Xero = {
    target,
    session,
    tenantId,
    organisation,
    written,
    tidying: false,
    calls: () => budget.count(),
    get: (path, headers = {}) =>
      call(() => exchange(address(path), { headers: usual(headers) }), 'authorization' in headers),
    rows: async (path, headers) => rowsOf(await xero.get(path, headers)),
    getExactly: (path, headers, body) =>
      call(
        () => exchangeExactly(address(path), { headers: usual(headers), body }),
        'authorization' in headers,
      ),
    async send(method, path, body, headers = {}) {
      // What is guarded is what is sent: reading it back turns raw decimals into text.
      const sent = body === undefined ? undefined : JSON.stringify(body);
      written.guard(path, sent === undefined ? undefined : answerOf(0, new globalThis.Headers(), sent).body);
      const content = sent === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await call(
        () => exchange(address(path), { method, headers: { ...usual(headers), ...content }, body: sent }),
        'authorization' in headers,
      );
      if (answer.status < 300) written.remember(answer.body);
      return answer;
    },
    async once(path) {
      const answer = await exchange(address(path), { headers: usual() });
      budget.note(answer);
      return answer;
    },
    host: (method, path, headers = {}) =>
      exchange(`${target.api}${path}`, {
        method,
        headers: usual({ 'xero-tenant-id': undefined, ...headers }),
      }),
    shared<Made>(name: string, make: () => Promise<Made>) {
      const kept = made.get(name) ?? make();
      made.set(name, kept);
      return kept as Promise<Made>;
    },
    async pass(milliseconds) {
      if (!target.time.moves && !target.patient)
        throw new Skip(`takes ${Math.ceil(milliseconds / 60_000)} minutes; --patient waits for it`);
      await target.time.pass(milliseconds);
    },
  };
  return xero;
}
