import type { BooksContent } from '../books/content.ts';
import { addDays } from '../books/dates.ts';
import type { AccountRow } from '../books/rows.ts';
import { FOREIGN_BANK, seedAccounts } from './accounts.ts';
import { calendarUpTo, DAY, TWO_YEARS } from './calendar.ts';
import { seedContactGroups } from './contact-groups.ts';
import { seedContacts, withRoles } from './contacts.ts';
import { FOREIGN_CURRENCIES, ratesOf, seedCurrencies } from './currencies.ts';
import { seedDocuments } from './documents.ts';
import { type Random, randomFrom } from './random.ts';
import { seedSettings } from './settings.ts';
import { seedTaxRates } from './tax-rates.ts';

/** An organisation to be made up: its name and how much it holds. */
export interface OrganisationSeed {
  readonly name: string;
  readonly contacts: number;
  readonly invoices: number;
  /** The foreign currencies of its documents; left out: AUD, USD, JPY and KWD, which have 2, 2, 0 and 3 decimals. */
  readonly currencies?: readonly string[];
  /** How often it was reset; each reset gives another tenant id and other rows. */
  readonly resets?: number;
  /** `YYYY-MM-DD`: the day of the last reset, which its documents reach instead of the sandbox's own day. */
  readonly resetOn?: string;
}

/** The organisations of a sandbox that was not told otherwise. */
export const DEFAULT_ORGANISATIONS: readonly OrganisationSeed[] = [
  { name: 'Demo Company (NZ)', contacts: 400, invoices: 5_000 },
  { name: 'Kiwi Consulting', contacts: 12, invoices: 40 },
];

/**
 * Makes up one organisation. The same seed number, name and day always give the same rows; no row is
 * stamped later than that day's first instant in UTC. Ends in an error for invoices without contacts and for a
 * currency of which there is no rate.
 *
 * @param today - `YYYY-MM-DD`: the day up to which the two years of documents reach.
 */
export function seedOrganisation(seed: number, wanted: OrganisationSeed, today: string): BooksContent {
  const { name } = wanted;
  const key = `${seed} ${name}${wanted.resets ? ` ${wanted.resets}` : ''}`;
  const random = randomFrom(key);
  const tenantId = random.uuid();
  const shortCode = shortCodeOf(random);
  const calendar = calendarUpTo(today);
  const oldest = calendar.end - (TWO_YEARS + 1) * DAY;
  const currencies = seedCurrencies(BASE, wanted.currencies ?? FOREIGN_CURRENCIES);
  const foreign = currencies.slice(1).map(({ code }) => code);
  const accounts = seedAccounts(random, BASE, foreign.find((code) => code === 'USD') ?? foreign[0], oldest);
  const settings = seedSettings(random, name, oldest);
  const seeded = seedContacts(random, wanted.contacts, calendar, currencies);
  const customers = some(seeded.customers);
  if (!customers && wanted.invoices > 0) throw new Error(`${name}: invoices need at least one contact.`);
  const documents =
    customers &&
    seedDocuments(
      {
        random,
        calendar,
        currencies,
        customers,
        suppliers: some(seeded.suppliers) ?? customers,
        themes: settings.brandingThemes,
        foreignBank: accounts.find(({ code }) => code === FOREIGN_BANK) ?? null,
        account: accountFinder(accounts),
      },
      wanted.invoices,
    );
  return {
    organisation: {
      tenantId,
      name,
      baseCurrency: BASE,
      countryCode: 'NZ',
      timezone: 'NEWZEALANDSTANDARDTIME',
      shortCode,
      createdAt: oldest,
      isDemoCompany: name.startsWith('Demo Company'),
      periodLockDate: `${addDays(today, -760).slice(0, 7)}-01`,
      endOfYearLockDate: null,
    },
    rows: {
      accounts,
      taxRates: seedTaxRates(random, oldest),
      ...settings,
      contactGroups: seedContactGroups(random, seeded.contacts, oldest),
      ...documents,
      contacts: withRoles(seeded.contacts, documents?.invoices ?? []),
    },
    rates: ratesOf(currencies),
  };
}

const BASE = 'NZD';

function accountFinder(accounts: readonly AccountRow[]): (code: string) => AccountRow {
  const byCode = new Map(accounts.map((row) => [row.code, row]));
  return (code) => {
    const row = byCode.get(code);
    if (!row) throw new Error(`The seed has no account ${code}.`);
    return row;
  };
}

function some<T>(items: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...rest] = items;
  return first === undefined ? undefined : [first, ...rest];
}

function shortCodeOf(random: Random): string {
  const letters = Array.from(
    { length: 5 },
    () => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz'[random.below(47)],
  );
  return `!${letters.join('')}`;
}
