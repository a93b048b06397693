/** What an answer said about Xero's limits; null where it said nothing. */
export type LimitsSeen = {
  dayLeft: number | null;
  appLeft: number | null;
  retryAfterSeconds: number | null;
  limit: string | null;
};

/**
 * Gives out permits to call, one for each attempt. Xero allows 60 calls a minute and 5 in flight for each
 * organisation. `acquire` waits until a call is allowed and rejects with the signal's reason when aborted;
 * `release` must follow once, whatever became of the call.
 */
export type CallLimiter = {
  acquire(tenantId: string, signal?: AbortSignal): Promise<{ release(seen: LimitsSeen): Promise<void> }>;
};
