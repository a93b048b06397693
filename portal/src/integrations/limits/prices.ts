/**
 * What Xero charges for an app by the month, over all its organisations: AUD without tax, from 2 March 2026
 * (https://developer.xero.com/pricing). Above Advanced is Enterprise, whose price Xero tells on application.
 */
export const TIERS = [
  { name: 'starter', price: 0, includedGigabytes: null, connections: 5, callsPerDay: 1_000 },
  { name: 'core', price: 35, includedGigabytes: 10, connections: 50, callsPerDay: 5_000 },
  { name: 'plus', price: 245, includedGigabytes: 50, connections: 1_000, callsPerDay: 5_000 },
  { name: 'advanced', price: 1_445, includedGigabytes: 250, connections: 10_000, callsPerDay: 5_000 },
] as const;

export type Tier = (typeof TIERS)[number];

/** What the app used in a month: bytes that Xero counts as egress, organisations, and the most calls of one of them in a day. */
export type AppMonth = { billedBytes: bigint; connections: number; mostCallsADay: number };

const CENTS_PER_GIGABYTE = 240n;
/** Xero does not say which gigabyte it means: this one makes the higher price. */
const GIGABYTE = 1_000_000_000n;
const DAY_MS = 86_400_000;

/** The tiers dear enough for these organisations and their calls, cheapest month first; none where only Enterprise is. */
export function fittingTiers(month: AppMonth): Tier[] {
  return TIERS.filter(
    (tier) => month.connections <= tier.connections && month.mostCallsADay <= tier.callsPerDay,
  ).sort((one, other) => Number(priceOf(one, month.billedBytes) - priceOf(other, month.billedBytes)));
}

/** What a month costs in a tier, in cents: its price and what lies above the included gigabytes, each begun cent whole. */
export function priceOf(tier: Tier, billedBytes: bigint): bigint {
  return BigInt(tier.price) * 100n + overageOf(tier, billedBytes);
}

/**
 * One organisation's share of the app's month in cents: the tier's price by organisations, what is above the included
 * gigabytes by bytes.
 */
export function shareOf(tier: Tier, app: AppMonth, billedBytes: bigint): bigint {
  const ofPrice = ceil(BigInt(tier.price) * 100n, BigInt(Math.max(1, app.connections)));
  const overage = overageOf(tier, app.billedBytes);
  return ofPrice + (app.billedBytes === 0n ? 0n : ceil(overage * billedBytes, app.billedBytes));
}

/** Bytes of a whole month if it goes on as it began; the first day counts as a whole one. */
export function extrapolate(bytes: bigint, monthStart: Date, now: Date): bigint {
  const end = Date.UTC(monthStart.getUTCFullYear(), monthStart.getUTCMonth() + 1);
  const gone = Math.max(DAY_MS, now.getTime() - monthStart.getTime());
  return (bytes * BigInt(end - monthStart.getTime())) / BigInt(gone);
}

/** Cents as a decimal string of dollars. */
export function toDollars(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}

function overageOf({ includedGigabytes }: Tier, billedBytes: bigint): bigint {
  if (includedGigabytes === null) return 0n;
  const above = billedBytes - BigInt(includedGigabytes) * GIGABYTE;
  return above > 0n ? ceil(above * CENTS_PER_GIGABYTE, GIGABYTE) : 0n;
}

const ceil = (value: bigint, by: bigint) => (value + by - 1n) / by;
