import type { Answer } from './post.ts';

const KEPT = 1_000;

export type DeliveryKind = 'intent-to-receive' | 'events';

/** One call to the receiver, or one that was lost on demand. */
export interface WebhookDelivery {
  /** ISO 8601 in UTC, by the sandbox's clock. */
  readonly time: string;
  readonly url: string;
  readonly kind: DeliveryKind;
  /** The raw body. */
  readonly body: string;
  /** Null for one that was lost. */
  readonly signature: string | null;
  /** False for a call of the intent to receive that a receiver has to refuse. */
  readonly correctlySigned: boolean;
  readonly outcome: 'accepted' | 'refused' | 'lost';
  /** The answer's status; null when there was none. */
  readonly status: number | null;
  /** Why there was no answer. */
  readonly problem: string | null;
  /** Real milliseconds until the answer. */
  readonly ms: number;
}

/** A call as it was sent, with its answer. */
interface Sent extends Pick<WebhookDelivery, 'url' | 'kind' | 'body' | 'signature' | 'correctlySigned'> {
  readonly time: Date;
  readonly accepted: boolean;
  readonly answer: Answer;
}

/** The latest calls to the receiver, oldest first. */
export class DeliveryLog {
  #entries: WebhookDelivery[] = [];

  sent({ time, accepted, answer, ...call }: Sent): void {
    const { status, problem, ms } = answer;
    const outcome = accepted ? 'accepted' : 'refused';
    this.#add({ time: time.toISOString(), ...call, outcome, status, problem, ms });
  }

  lost(time: Date, url: string, body: string): void {
    const call = { time: time.toISOString(), url, kind: 'events', body, signature: null } as const;
    this.#add({ ...call, correctlySigned: true, outcome: 'lost', status: null, problem: null, ms: 0 });
  }

  all(): WebhookDelivery[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }

  #add(entry: WebhookDelivery): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
  }
}
