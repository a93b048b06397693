import type { WebhookEvent } from './event.ts';
import { writePayload } from './payload.ts';

const DAY = 86_400_000;
const RETRY_EVERY = 15 * 60_000;
const KEPT = 31 * DAY;
const LARGEST_BATCH = 100;

export interface QueuedEvent {
  readonly sequence: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly event: WebhookEvent;
}

/** What one call carries; it stays the same, byte by byte, however often it is sent. */
export interface Batch {
  readonly events: readonly QueuedEvent[];
  readonly first: number;
  readonly last: number;
  readonly body: string;
  /** How often it still has to arrive. */
  readonly copies: number;
}

/** Since when the batch at the head meets no good answer, and when it is tried again; milliseconds UTC. */
export interface Failing {
  readonly since: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

/** All that a restart has to bring back. */
export interface QueueContent {
  readonly lastSequence: number;
  readonly waiting: readonly QueuedEvent[];
  readonly batch: Batch | null;
  readonly keptBack: Batch | null;
  readonly failing: Failing | null;
}

/**
 * The events of one subscription that were not delivered yet, in order. Xero tries a batch again at once, then every
 * 15 minutes, gives up after 24 hours, and keeps events for 31 days (Xero's webhook documentation). What comes after
 * a batch waits for it.
 */
export class EventQueue {
  #lastSequence: number;
  #waiting: QueuedEvent[];
  #batch: Batch | null;
  #keptBack: Batch | null;
  #failing: Failing | null;
  #copies = 1;
  #shuffle: 'events' | 'batches' | null = null;

  constructor(content?: QueueContent) {
    this.#lastSequence = content?.lastSequence ?? 0;
    this.#waiting = [...(content?.waiting ?? [])];
    this.#batch = content?.batch ?? null;
    this.#keptBack = content?.keptBack ?? null;
    this.#failing = content?.failing ?? null;
  }

  content(): QueueContent {
    return {
      lastSequence: this.#lastSequence,
      waiting: this.#waiting,
      batch: this.#batch,
      keptBack: this.#keptBack,
      failing: this.#failing,
    };
  }

  /** How many events were not delivered yet. */
  get size(): number {
    const batched = (this.#batch?.events.length ?? 0) + (this.#keptBack?.events.length ?? 0);
    return this.#waiting.length + batched;
  }

  add(event: WebhookEvent, at: number): void {
    this.#lastSequence += 1;
    this.#waiting.push({ sequence: this.#lastSequence, at, event });
  }

  /** The next batch arrives so many times. */
  duplicate(copies: number): void {
    this.#copies = copies;
  }

  /** The next batch of several events carries them backwards, or the next two batches change places. */
  shuffle(what: 'events' | 'batches'): void {
    this.#shuffle = what;
  }

  /** When there is something to send: at once, at the time of the next attempt, or not before something happens. */
  dueAt(): number | undefined {
    if (this.#batch) return this.#failing?.nextAttemptAt ?? 0;
    return this.#waiting.length > 0 ? 0 : undefined;
  }

  /** The batch to send now: the one that is not through yet, or all that is waiting. */
  head(now: number): Batch | undefined {
    this.#batch ??= this.#form(now);
    return this.#batch ?? undefined;
  }

  /** The batch at the head arrived, or counts as if it had. */
  arrived(): void {
    this.#failing = null;
    if (this.#batch && this.#batch.copies > 1) {
      this.#batch = { ...this.#batch, copies: this.#batch.copies - 1 };
      return;
    }
    this.#batch = this.#keptBack;
    this.#keptBack = null;
  }

  /** The batch at the head got no good answer to an attempt at `now`; false when a day of attempts is over. */
  failed(now: number): boolean {
    const { since = now, attempts = 0 } = this.#failing ?? {};
    if (now - since >= DAY) {
      this.#putBack();
      return false;
    }
    const nextAttemptAt =
      attempts === 0 ? now : since + (Math.floor((now - since) / RETRY_EVERY) + 1) * RETRY_EVERY;
    this.#failing = { since, attempts: attempts + 1, nextAttemptAt };
    return true;
  }

  /** Forgets that attempts failed: the receiver has just shown that it is well. */
  startOver(): void {
    this.#failing = null;
  }

  /** Forgets waiting events that Xero would no longer keep. */
  expire(now: number): void {
    this.#waiting = this.#waiting.filter(({ at }) => now - at < KEPT);
  }

  #form(now: number): Batch | null {
    this.expire(now);
    const events = this.#waiting.splice(0, LARGEST_BATCH);
    const [first, last] = [events[0]?.sequence, events.at(-1)?.sequence];
    if (first === undefined || last === undefined) return null;
    if (this.#shuffle === 'events' && events.length > 1) {
      this.#shuffle = null;
      events.reverse();
    }
    const body = writePayload(
      events.map(({ event }) => event),
      first,
      last,
    );
    const batch = { events, first, last, body, copies: this.#copies };
    this.#copies = 1;
    if (this.#shuffle !== 'batches') return batch;
    this.#shuffle = null;
    this.#keptBack = batch;
    return this.#form(now);
  }

  #putBack(): void {
    const events = [...(this.#batch?.events ?? []), ...(this.#keptBack?.events ?? []), ...this.#waiting];
    this.#waiting = events.sort((left, right) => left.sequence - right.sequence);
    this.#batch = null;
    this.#keptBack = null;
    this.#failing = null;
  }
}
