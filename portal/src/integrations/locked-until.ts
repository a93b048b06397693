import type { Organisation } from '@ledgerport/xero';

/** The last day, `YYYY-MM-DD`, up to and including which Xero refuses changes; null where it has no lock date. */
export function lockedUntil({
  periodLockDate,
  endOfYearLockDate,
}: Pick<Organisation, 'periodLockDate' | 'endOfYearLockDate'>): string | null {
  const dates = [periodLockDate, endOfYearLockDate].filter((date) => date !== null);
  return dates.toSorted().at(-1) ?? null;
}
