import type { Integration } from '@ledgerport/portal/schemas';

/** A run that is due for longer waits for more than its turn. */
const LATE_MS = 15 * 60_000;

/** Whether the next run should have begun more than 15 minutes ago and nothing has begun it. */
export function isRunningLate(
  { status, nextSyncAt }: Pick<Integration, 'status' | 'nextSyncAt'>,
  now: Date,
): boolean {
  if (status !== 'connected' || nextSyncAt === null) return false;
  return Date.parse(nextSyncAt) < now.getTime() - LATE_MS;
}
