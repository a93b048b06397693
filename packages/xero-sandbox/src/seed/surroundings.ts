import type { AccountRow, BrandingThemeRow, ContactRow } from '../books/rows.ts';
import type { Calendar } from './calendar.ts';
import type { SeedCurrency } from './currencies.ts';
import type { Random } from './random.ts';

type Some<T> = readonly [T, ...T[]];

/** What the documents of one organisation are made up from. */
export interface Surroundings {
  readonly random: Random;
  readonly calendar: Calendar;
  /** The base currency first. */
  readonly currencies: Some<SeedCurrency>;
  readonly customers: Some<ContactRow>;
  readonly suppliers: Some<ContactRow>;
  readonly themes: Some<BrandingThemeRow>;
  /** The bank account that is not in the base currency; null where there are no foreign currencies. */
  readonly foreignBank: AccountRow | null;
  /** The account with that code; the seed knows which there are. */
  account(code: string): AccountRow;
}

/** The currency in which a contact is billed. */
export function currencyFor({ currencies }: Surroundings, contact: ContactRow): SeedCurrency {
  return currencies.find(({ code }) => code === contact.currency) ?? currencies[0];
}

/** Whether money of a currency can stand on a bank account of its own, as overpayments and prepayments need. */
export function hasBank({ foreignBank, currencies }: Surroundings, { code }: SeedCurrency): boolean {
  return code === foreignBank?.currency || code === currencies[0].code;
}

/** The bank account in a currency, or else the first one, which is in the base currency. */
export function bankFor({ foreignBank, account }: Surroundings, { code }: SeedCurrency): AccountRow {
  return foreignBank?.currency === code ? foreignBank : account('090');
}
