import type { Clock } from '../clock.ts';
import { type AppUse, decide, type TenantUse, UNUSED, XERO_LIMITS } from './decide.ts';
import { learn } from './learn.ts';
import type { CallLimiter } from './limiter.ts';
import { refusedBy } from './refusal.ts';

const WINDOW_MS = 60_000;
/** Longer waits are the caller's decision: a day's limit is told, not sat out. */
export const LONGEST_WAIT_MS = 65_000;

/**
 * A limiter for one process, which keeps what `decide` allows. A caller that would have to wait for more than 65 s, as
 * for the day's limit, gets XeroError `rate_limited` without a call.
 */
export function createMemoryLimiter({ clock }: { clock: Clock }): CallLimiter {
  const tenants = new Map<string, TenantUse>();
  let app: AppUse = { calls: 0, heldUntil: 0, slowedAt: 0 };
  let appCalls: number[] = [];

  const useOf = (tenantId: string) => tenants.get(tenantId) ?? UNUSED;
  const change = (tenantId: string, changes: Partial<TenantUse>) =>
    tenants.set(tenantId, { ...useOf(tenantId), ...changes });

  return {
    async acquire(tenantId, signal, purpose = 'reading') {
      for (;;) {
        signal?.throwIfAborted();
        const now = clock.now().getTime();
        appCalls = appCalls.filter((at) => at > now - WINDOW_MS);
        app = { ...app, calls: appCalls.length };
        const { waitMs, because, learnsDay } = decide(now, purpose, useOf(tenantId), app);
        if (waitMs === 0) {
          appCalls.push(now);
          change(tenantId, {
            inFlight: useOf(tenantId).inFlight + 1,
            ...(learnsDay && { dayLeftAt: now }),
            ...(purpose === 'posting' && { postingWaitsUntil: 0 }),
          });
          break;
        }
        if (waitMs > LONGEST_WAIT_MS && because !== 'posting_first')
          throw refusedBy(because ?? 'minute', {
            retryAfterSeconds: Math.ceil(waitMs / 1000),
            now: clock.now(),
          });
        if (purpose === 'posting') change(tenantId, { postingWaitsUntil: now + waitMs + 1000 });
        await clock.sleep(waitMs, signal);
      }
      const before = useOf(tenantId);
      return {
        async release(seen) {
          const now = clock.now().getTime();
          const { inFlight, ended, heldUntil } = useOf(tenantId);
          const learnt = learn(now, before, seen);
          change(tenantId, {
            ...learnt.tenant,
            // A minute's hold must not cut a day's short.
            ...(learnt.tenant.heldUntil && { heldUntil: Math.max(heldUntil, learnt.tenant.heldUntil) }),
            inFlight: inFlight - 1,
            ended: [...ended, now].slice(-XERO_LIMITS.perMinute),
          });
          app = { ...app, ...learnt.app };
        },
      };
    },
  };
}
