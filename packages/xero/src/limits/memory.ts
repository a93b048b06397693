import type { Clock } from '../clock.ts';
import { XeroError } from '../error.ts';
import type { CallLimiter } from './limiter.ts';

const WINDOW_MS = 60_000;
const LONGEST_WAIT_MS = 65_000;

/** `ended` holds when the calls of the last minute ended, oldest first. */
type Tenant = { inFlight: number; ended: number[]; blockedUntil: number; waiting: Set<() => void> };

/**
 * A limiter for one process: at most `perMinute` calls (60) in any 60 seconds and `inFlight` (5) at once, for
 * each organisation. A call counts until 60 s after its answer, since Xero may have counted it as late as that.
 * After a 429 the organisation waits as long as Xero asked; when that is longer than 65 s (the day's limit),
 * `acquire` throws XeroError `rate_limited` without calling.
 */
export function createMemoryLimiter(options: {
  clock: Clock;
  perMinute?: number;
  inFlight?: number;
}): CallLimiter {
  const { clock, perMinute = 60, inFlight = 5 } = options;
  const tenants = new Map<string, Tenant>();

  const tenantOf = (id: string): Tenant => {
    const known = tenants.get(id) ?? { inFlight: 0, ended: [], blockedUntil: 0, waiting: new Set() };
    tenants.set(id, known);
    return known;
  };

  return {
    async acquire(tenantId, signal) {
      const tenant = tenantOf(tenantId);
      for (;;) {
        signal?.throwIfAborted();
        const now = clock.now().getTime();
        tenant.ended = tenant.ended.filter((at) => at > now - WINDOW_MS);
        const oldest = tenant.ended[0];
        if (tenant.blockedUntil > now) await waitForBlock(tenant.blockedUntil - now, signal);
        else if (tenant.inFlight >= inFlight) await nextRelease(tenant, signal);
        else if (tenant.inFlight + tenant.ended.length < perMinute) break;
        else if (oldest === undefined) await nextRelease(tenant, signal);
        else await clock.sleep(oldest + WINDOW_MS - now, signal);
      }
      tenant.inFlight += 1;
      return {
        async release(seen) {
          const now = clock.now().getTime();
          tenant.inFlight -= 1;
          tenant.ended.push(now);
          const block = seen.limit === null ? 0 : (seen.retryAfterSeconds ?? 0) * 1000;
          tenant.blockedUntil = Math.max(tenant.blockedUntil, now + block);
          for (const wake of tenant.waiting) wake();
        },
      };
    },
  };

  async function waitForBlock(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (ms <= LONGEST_WAIT_MS) return clock.sleep(ms, signal);
    const retryAfterSeconds = Math.ceil(ms / 1000);
    const message = `Xero's call limit for this organisation is used up for another ${retryAfterSeconds} seconds.`;
    throw new XeroError('rate_limited', message, { retryAfterSeconds, limit: 'day' });
  }
}

function nextRelease(tenant: Tenant, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => reject(signal?.reason);
  tenant.waiting.add(resolve);
  signal?.addEventListener('abort', abort, { once: true });
  return promise.finally(() => {
    tenant.waiting.delete(resolve);
    signal?.removeEventListener('abort', abort);
  });
}
