import type { Books } from '../books/books.ts';
import type { AdjustableClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import { type DeliveryKind, DeliveryLog, type WebhookDelivery } from './delivery-log.ts';
import { type IntentToReceive, sendIntentToReceive } from './intent-to-receive.ts';
import { type Answer, post } from './post.ts';
import { EventQueue, type QueueContent } from './queue.ts';
import { DEFAULT_KEY, sign, spoil } from './signature.ts';
import { entered, isReceiver, RECEIVER, type Subscription, type SubscriptionInput } from './subscription.ts';
import { watchBooks } from './watch-books.ts';

/** The subscription with how its deliveries stand. */
export interface WebhookStatus extends Subscription {
  /** The number of the newest event. */
  readonly lastSequence: number;
  /** How many events were not delivered yet. */
  readonly undelivered: number;
  readonly held: boolean;
  /** ISO 8601 by the sandbox's clock: when the batch at the head is tried again; null when nothing failed. */
  readonly nextAttemptAt: string | null;
}

/** The webhooks of the app, as its owner sees them in the developer portal, and what can be done to them on demand. */
export interface Webhooks {
  /** The subscription's signing key, or the one that a new subscription gets. */
  readonly key: string;
  /** Enters the subscription, new or changed, and sends the intent to receive; ends in an error for another machine's address. */
  subscribe(input: SubscriptionInput): Promise<IntentToReceive>;
  /** Sends the intent to receive again, after it failed or the subscription was disabled; ends in an error without one. */
  enable(): Promise<IntentToReceive>;
  /** Ends the subscription and forgets its events and what was to go wrong with them. */
  unsubscribe(): void;
  /** Null without a subscription. */
  status(): WebhookStatus | null;
  /** The latest 1,000 calls, oldest first. */
  deliveries(): WebhookDelivery[];
  clearDeliveries(): void;
  /** Collects events and sends none, so that those of several organisations share a batch; a restart releases them. */
  hold(): void;
  release(): void;
  /** The next batch arrives so many times, twice when left out. */
  duplicate(times?: number): void;
  /** The next batch of several events carries them backwards, or the next two batches change places. */
  shuffle(what: 'events' | 'batches'): void;
  /** The next batches, one when left out, never arrive: a gap in the sequence. */
  lose(batches?: number): void;
  /** Ends when nothing is on its way and nothing is due by the sandbox's clock. */
  settled(): Promise<void>;
}

/** All that a restart has to bring back. */
export interface WebhooksContent {
  readonly subscription: Subscription;
  readonly queue: QueueContent;
}

export interface WebhookParts {
  readonly clock: AdjustableClock;
  readonly switches: Switches;
  readonly content: WebhooksContent | undefined;
  /** How long a receiver may take, in real milliseconds. */
  readonly timeoutMs: number;
  readonly isConnected: (tenantId: string) => boolean;
  readonly notice: (line: string) => void;
  readonly changed: () => void;
}

export interface RunningWebhooks extends Webhooks {
  /** Tells of the changes of these books from now on. */
  watch(books: Books): void;
  /** Delivers what an earlier run left. */
  start(): void;
  content(): WebhooksContent | undefined;
  /** Breaks off what is on its way; it counts as not sent. */
  close(): Promise<void>;
}

/** The longest wait of a timer; a clock that somebody else moves is looked at this often. */
const TICK = 60_000;

/** The app's webhooks: one subscription, its queue of events, and their delivery one batch after the other. */
export function createWebhooks(parts: WebhookParts): RunningWebhooks {
  const { clock, switches, changed } = parts;
  const log = new DeliveryLog();
  const stop = new AbortController();
  const validations = new Set<Promise<unknown>>();
  let subscription = parts.content?.subscription;
  let queue = new EventQueue(parts.content?.queue);
  let held = false;
  let losing = 0;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const now = () => clock.now().getTime();
  const dueAt = () => (subscription?.status === 'ok' && !held ? queue.dueAt() : undefined);
  const isDue = () => (dueAt() ?? Number.POSITIVE_INFINITY) <= now();

  function wake(): void {
    clearTimeout(timer);
    if (running || stop.signal.aborted) return;
    if (isDue()) running = run();
    else plan();
  }

  function plan(): void {
    const at = dueAt();
    if (at !== undefined) timer = setTimeout(wake, Math.min(at - now(), TICK)).unref();
  }

  async function run(): Promise<void> {
    // One turn later, so that changes made together share a batch.
    await new Promise((next) => setImmediate(next));
    while (isDue() && !stop.signal.aborted) await deliver();
    running = undefined;
    wake();
  }

  async function deliver(): Promise<void> {
    const mine = queue;
    const startedAt = now();
    const batch = mine.head(startedAt);
    if (!batch || !subscription) return;
    if (losing > 0) {
      losing -= 1;
      log.lost(clock.now(), subscription.url, batch.body);
      mine.arrived();
      return changed();
    }
    const { status } = await send(subscription, batch.body, true, 'events', is2xx);
    if (stop.signal.aborted) return;
    if (is2xx(status)) mine.arrived();
    else if (!mine.failed(startedAt) && mine === queue) disable();
    changed();
  }

  function disable(): void {
    // One that was changed meanwhile waits for its own intent to receive.
    if (subscription?.status !== 'ok') return;
    subscription = { ...subscription, status: 'disabled', problem: 'No good answer for 24 hours' };
    parts.notice(`The webhook to ${subscription.url} got no good answer for 24 hours and is disabled.`);
  }

  async function send(
    { url, key }: Subscription,
    body: string,
    correctlySigned: boolean,
    kind: DeliveryKind,
    isGood: (status: number | null) => boolean,
  ): Promise<Answer> {
    const time = clock.now();
    const signature = correctlySigned ? sign(body, key) : spoil(sign(body, key));
    const answer = await post(url, body, signature, parts.timeoutMs, stop.signal);
    log.sent({ time, url, kind, body, signature, correctlySigned, accepted: isGood(answer.status), answer });
    return answer;
  }

  async function validate(wanted: Subscription): Promise<IntentToReceive> {
    subscription = wanted;
    changed();
    const isGood = (status: number | null) =>
      switches.intentToReceiveAnswer === '200' ? status === 200 : is2xx(status);
    const result = await sendIntentToReceive(
      (body, correctlySigned) =>
        send(
          wanted,
          body,
          correctlySigned,
          'intent-to-receive',
          correctlySigned ? isGood : (status) => status === 401,
        ),
      isGood,
    );
    // A later change of the subscription has a validation of its own, and a stopped sandbox begins this one anew.
    if (subscription === wanted && !stop.signal.aborted) {
      subscription = { ...wanted, ...result };
      if (result.status === 'ok') queue.startOver();
      changed();
      wake();
    }
    return result;
  }

  function begin(wanted: Subscription): Promise<IntentToReceive> {
    const validation = validate(wanted);
    validations.add(validation);
    void validation.finally(() => validations.delete(validation));
    return validation;
  }

  const settle = () => Promise.all([running, ...validations]);
  clock.onAdvance(wake);

  return {
    get key() {
      return subscription?.key ?? DEFAULT_KEY;
    },
    async subscribe(input) {
      if (!isReceiver(input.url)) throw new TypeError(`The url of a webhook must be ${RECEIVER}.`);
      return begin(entered(input, subscription));
    },
    async enable() {
      if (!subscription) throw new Error('The app has no webhook subscription.');
      return begin({ ...subscription, status: 'pending', problem: null });
    },
    unsubscribe() {
      subscription = undefined;
      queue = new EventQueue();
      held = false;
      losing = 0;
      changed();
    },
    status() {
      if (!subscription) return null;
      queue.expire(now());
      const { lastSequence, failing } = queue.content();
      const nextAttemptAt = failing ? new Date(failing.nextAttemptAt).toISOString() : null;
      return { ...subscription, lastSequence, undelivered: queue.size, held, nextAttemptAt };
    },
    deliveries: () => log.all(),
    clearDeliveries: () => log.clear(),
    hold() {
      held = true;
    },
    release() {
      held = false;
      wake();
    },
    duplicate: (times = 2) => queue.duplicate(times),
    shuffle: (what) => queue.shuffle(what),
    lose(batches = 1) {
      losing = batches;
    },
    async settled() {
      wake();
      while (running || validations.size > 0) await settle();
    },
    watch(books) {
      watchBooks(books, switches, (event, instant) => {
        if (!subscription?.categories.includes(event.eventCategory)) return;
        if (!parts.isConnected(event.tenantId)) return;
        queue.add(event, instant);
        changed();
        wake();
      });
    },
    start() {
      if (subscription?.status === 'pending') void begin(subscription);
      wake();
    },
    content: () => subscription && { subscription, queue: queue.content() },
    async close() {
      stop.abort();
      clearTimeout(timer);
      await settle();
    },
  };
}

function is2xx(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
