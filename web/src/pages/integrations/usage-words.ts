import type { Usage } from '@ledgerport/portal/schemas';

const LIMITS: Record<NonNullable<Usage['pausedBy']>, string> = {
  minute: 'Xero’s limit of calls a minute is reached.',
  day: 'Xero’s limit of calls a day is reached, but for those that are kept for posting payments.',
  concurrent: 'Xero answers no more calls at the same time just now.',
  appminute: 'Xero’s limit of calls a minute for all organisations together is reached.',
};

/** Which of Xero's limits reading waits for. */
export function limitWords(pausedBy: NonNullable<Usage['pausedBy']>): string {
  return LIMITS[pausedBy];
}

/** How full a meter is, in whole percent; never more than full. */
export function fullness(used: number, limit: number): number {
  if (limit <= 0) return 100;
  return Math.min(100, Math.max(0, Math.round((100 * used) / limit)));
}

/** The name of one of Xero's tiers as Xero writes it. */
export function tierName(tier: string): string {
  return tier.charAt(0).toUpperCase() + tier.slice(1);
}
