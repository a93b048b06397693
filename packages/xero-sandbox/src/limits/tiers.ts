import { CORE_LIMITS, type Limits } from './limits.ts';

/** What an app has booked at Xero; it decides how much the app may do (Xero's pricing page). */
export type Tier = keyof typeof TIERS;

const TIERS = {
  starter: { connections: 5, day: 1_000 },
  core: { connections: 50, day: 5_000 },
  plus: { connections: 1_000, day: 5_000 },
  advanced: { connections: 10_000, day: 5_000 },
} as const;

/** The limits of a tier; what is not named above is the same in all of them. */
export function limitsOf(tier: Tier): Limits {
  return { ...CORE_LIMITS, ...TIERS[tier] };
}

export function isTier(name: string): name is Tier {
  return Object.hasOwn(TIERS, name);
}
