import type { XeroLimit } from '../error.ts';
import type { CallPurpose } from './decide.ts';

/** What an answer said about Xero's limits, null where it said nothing, and what it weighed. */
export type LimitsSeen = {
  dayLeft: number | null;
  appLeft: number | null;
  retryAfterSeconds: number | null;
  /** Which limit a 429 was about; null when the answer was no 429. */
  limit: XeroLimit | null;
  /** The answer's body as it came over the wire. */
  bytes: number;
  /** Whether Xero counts these bytes as egress: it does not for the organisation (https://developer.xero.com/pricing). */
  isBilled: boolean;
};

/**
 * Gives out permits to call, one for each attempt. Xero allows 60 calls a minute and 5 in flight for each
 * organisation. `acquire` waits until a call is allowed, postings before readings, and rejects with the signal's reason
 * when aborted; `release` must follow once, whatever became of the call.
 */
export type CallLimiter = {
  acquire(
    tenantId: string,
    signal?: AbortSignal,
    purpose?: CallPurpose,
  ): Promise<{ release(seen: LimitsSeen): Promise<void> }>;
};
