import { decimalsOf, fromMinor } from '../books/money.ts';
import { onceEach } from './once-each.ts';

/** A currency in which documents are made up. */
export interface SeedCurrency {
  readonly code: string;
  /** 100 for NZD, 1 for JPY, 1,000 for KWD. */
  readonly minorPerUnit: number;
  /** A price in cents of the base currency, in hundredths of this one and as that currency would have it. */
  price(baseCents: number): number;
  /** An amount of a line, in minor units, as decimal text. Lines repeat the same few amounts. */
  lineAmount(minor: number): string;
  /** Units of it for one unit of the base currency on the day so many days ago, as decimal text. */
  rate(age: number): string;
}

/** Units for one New Zealand dollar, in millionths; made up, but of the right size. */
const MILLIONTHS: Readonly<Record<string, number>> = {
  NZD: 1_000_000,
  AUD: 913_500,
  USD: 608_200,
  EUR: 522_100,
  GBP: 452_300,
  CAD: 851_700,
  SGD: 789_400,
  CHF: 489_900,
  HKD: 4_731_000,
  FJD: 1_374_000,
  INR: 53_420_000,
  CNY: 4_331_000,
  JPY: 91_250_000,
  KWD: 186_800,
  BHD: 229_300,
};

/** The foreign currencies of an organisation that was not told otherwise: with 2, 0 and 3 decimals. */
export const FOREIGN_CURRENCIES = ['AUD', 'USD', 'JPY', 'KWD'] as const;

/** The base currency first, then the others. Ends in an error for one that the seed has no rate of. */
export function seedCurrencies(base: string, foreign: readonly string[]): [SeedCurrency, ...SeedCurrency[]] {
  const others = foreign.filter((code) => code !== base).map((code) => seedCurrency(code, base));
  return [seedCurrency(base, base), ...others];
}

/** Currency code → the rate of the seed's last day. */
export function ratesOf(currencies: readonly SeedCurrency[]): Record<string, string> {
  return Object.fromEntries(currencies.map((currency) => [currency.code, currency.rate(0)]));
}

/** Units of a currency for one unit of another on the seed's last day; undefined where the seed has no rate of it. */
export function rateOfTheDay(code: string, base: string): string | undefined {
  return MILLIONTHS[code] === undefined ? undefined : seedCurrency(code, base).rate(0);
}

function seedCurrency(code: string, base: string): SeedCurrency {
  const millionths = MILLIONTHS[code];
  if (millionths === undefined) {
    throw new Error(`The seed has no rate of ${code}; it has ${Object.keys(MILLIONTHS).join(', ')}.`);
  }
  const decimals = decimalsOf(code);
  // Unit prices have two decimals at most, and none in a currency without decimals.
  const step = decimals === 0 ? 100 : 1;
  return {
    code,
    minorPerUnit: 10 ** decimals,
    price: (baseCents) =>
      code === base ? baseCents : step * Math.max(1, Math.round((baseCents * millionths) / 1_000_000 / step)),
    lineAmount: onceEach((minor) => fromMinor(minor, code)),
    // Up to one per cent around the rate of the last day.
    rate: onceEach((age) => {
      const drift = age === 0 ? 0 : ((age * 37) % 201) - 100;
      return code === base ? '1' : written(millionths + Math.round((millionths * drift) / 10_000));
    }),
  };
}

function written(millionths: number): string {
  const digits = String(millionths).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/0{1,2}$/, '');
}
