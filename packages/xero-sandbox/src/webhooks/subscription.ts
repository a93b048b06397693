import { isLoopback } from '../same-origin.ts';
import { CATEGORIES, type EventCategory } from './event.ts';
import { DEFAULT_KEY } from './signature.ts';

/** What an app's owner enters in the developer portal. */
export interface SubscriptionInput {
  /** Where the calls go: an address of this machine, http or https. */
  readonly url: string;
  /** The signing key, used as text; left out: the one it has, at first the sandbox's well-known one. */
  readonly key?: string | undefined;
  /** Left out: those it has, at first all. */
  readonly categories?: readonly EventCategory[] | undefined;
}

/**
 * The app's one subscription. `pending` waits for the intent to receive, `failed` did not pass it, `disabled` got no
 * good answer for a day; only `ok` is delivered to.
 */
export interface Subscription {
  readonly url: string;
  readonly key: string;
  readonly categories: readonly EventCategory[];
  readonly status: 'pending' | 'ok' | 'failed' | 'disabled';
  readonly problem: string | null;
}

/** A new subscription, or an old one with what was entered; it waits for the intent to receive. */
export function entered(input: SubscriptionInput, old: Subscription | undefined): Subscription {
  const { url, key = old?.key ?? DEFAULT_KEY, categories = old?.categories ?? CATEGORIES } = input;
  return { url, key, categories: [...categories], status: 'pending', problem: null };
}

/** Whether calls may go there: the sandbox never talks to another machine. */
export function isReceiver(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && isLoopback(parsed.hostname);
}

export const RECEIVER = 'an http or https address of this machine, such as http://localhost:3000/webhooks';
