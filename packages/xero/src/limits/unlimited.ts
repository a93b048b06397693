import type { CallLimiter } from './limiter.ts';

/** A limiter that never waits, for a single call beside a limiter that others keep. */
export function createUnlimited(): CallLimiter {
  return { acquire: async () => ({ release: async () => {} }) };
}
