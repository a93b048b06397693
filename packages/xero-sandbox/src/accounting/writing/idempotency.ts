import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Switches } from '../../switches.ts';
import { keyProblem } from './key-problem.ts';

/** How long a key is known, in milliseconds from its first call (Xero's documentation of idempotent requests). */
const LIFE = 6 * 60_000;

/** The longest key that Xero takes, in characters (Xero's OpenAPI document). */
const LONGEST_KEY = 128;

/** A call that carries an Idempotency-Key. */
export interface KeyedRequest {
  readonly key: string;
  readonly tenantId: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: Uint8Array;
  /** Calls back when the answer has left, or its caller has gone. */
  whenEnded(then: () => void): void;
}

/** The first answer to a key, as a saved state holds it. */
export interface KeptAnswer {
  readonly key: string;
  readonly tenantId: string;
  /** What the request was, as a hash. */
  readonly request: string;
  /** The instant of the first call, in milliseconds UTC. */
  readonly since: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Entry extends Pick<KeptAnswer, 'tenantId' | 'request' | 'since'> {
  readonly answer: Promise<KeptAnswer>;
  /** The answer once it is there. */
  kept?: KeptAnswer;
  inFlight: boolean;
}

/**
 * The answers of the app's calls with an Idempotency-Key: the same call within six minutes gets the first answer
 * again, errors included, and a different one is refused (Xero's documentation of idempotent requests).
 */
export class IdempotentAnswers {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Clock;
  readonly #switches: Switches;

  constructor(clock: Clock, switches: Switches, saved: readonly KeptAnswer[] = []) {
    this.#clock = clock;
    this.#switches = switches;
    for (const kept of saved) {
      this.#entries.set(kept.key, { ...kept, answer: Promise.resolve(kept), kept, inFlight: false });
    }
  }

  /** Answers a call: as the first one with its key was answered, or by `respond`, or with a refusal of the key. */
  async answer(request: KeyedRequest, respond: () => Promise<Response>): Promise<Response> {
    const { key, tenantId } = request;
    const { reusedKeyForm, simultaneousKeys, keyInOtherOrganisation } = this.#switches;
    if (key.length > LONGEST_KEY) {
      const text = `The idempotency key must have at most ${LONGEST_KEY} characters.`;
      return keyProblem(400, text, reusedKeyForm);
    }
    this.#forget();
    const entry = this.#entries.get(key);
    const hash = hashOf(request);
    if (!entry) return this.#first(request, hash, respond);
    const moved = entry.tenantId !== tenantId && keyInOtherOrganisation === 'refuse';
    if (entry.request !== hash || moved) {
      return keyProblem(400, `Idempotency key ${key} is used with a different request.`, reusedKeyForm);
    }
    if (entry.inFlight && simultaneousKeys === 'refuse') {
      return keyProblem(409, `A request with idempotency key ${key} is being processed.`, reusedKeyForm);
    }
    return replay(await entry.answer);
  }

  /** What a saved state has to hold: the answers that are still known. */
  content(): KeptAnswer[] {
    this.#forget();
    return [...this.#entries.values()].flatMap(({ kept }) => kept ?? []);
  }

  async #first(request: KeyedRequest, hash: string, respond: () => Promise<Response>): Promise<Response> {
    const { key, tenantId, whenEnded } = request;
    const since = this.#clock.now().getTime();
    const answer = respond().then(async (response) => ({
      key,
      tenantId,
      request: hash,
      since,
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }));
    const entry: Entry = { tenantId, request: hash, since, answer, inFlight: true };
    whenEnded(() => {
      entry.inFlight = false;
    });
    this.#entries.set(key, entry);
    try {
      entry.kept = await answer;
      return replay(entry.kept);
    } catch (error) {
      // Nothing was answered, so the next call with this key is the first one.
      this.#entries.delete(key);
      throw error;
    }
  }

  #forget(): void {
    const now = this.#clock.now().getTime();
    for (const [key, { since }] of this.#entries) {
      if (now - since >= LIFE) this.#entries.delete(key);
    }
  }
}

function hashOf({ method, url, body }: KeyedRequest): string {
  return createHash('sha256').update(`${method} ${url}\n`).update(body).digest('base64');
}

function replay({ status, headers, body }: KeptAnswer): Response {
  return new Response(body === '' ? null : body, { status, headers: { ...headers } });
}
