import type { BooksContent } from '../books/books.ts';
import { addDays } from '../books/dates.ts';
import { seedAccounts } from './accounts.ts';
import { seedContacts } from './contacts.ts';
import { seedInvoices } from './invoices.ts';
import { type Random, randomFrom } from './random.ts';

/** An organisation to be made up: its name and how much it holds. */
export interface OrganisationSeed {
  readonly name: string;
  readonly contacts: number;
  readonly invoices: number;
}

/** The organisations of a sandbox that was not told otherwise. */
export const DEFAULT_ORGANISATIONS: readonly OrganisationSeed[] = [
  { name: 'Demo Company (NZ)', contacts: 400, invoices: 5_000 },
  { name: 'Kiwi Consulting', contacts: 12, invoices: 40 },
];

/**
 * Makes up one organisation. The same seed number, name and day always give the same rows; no row is
 * stamped later than that day's first instant in UTC.
 *
 * @param today - `YYYY-MM-DD`: the day up to which the two years of documents reach.
 */
export function seedOrganisation(seed: number, wanted: OrganisationSeed, today: string): BooksContent {
  const random = randomFrom(`${seed} ${wanted.name}`);
  const tenantId = random.uuid();
  const newest = Date.parse(`${today}T00:00:00Z`);
  const oldest = newest - 731 * DAY;
  const accounts = seedAccounts(random, 'NZD', oldest);
  const contacts = seedContacts(
    random,
    wanted.contacts,
    () => newest - 1 - random.below(730) * DAY - random.below(DAY),
  );
  const bank = accounts.find((account) => account.type === 'BANK');
  const customers = some(contacts.filter((row) => row.isCustomer && row.status === 'ACTIVE'));
  const suppliers = some(contacts.filter((row) => row.isSupplier && row.status === 'ACTIVE'));
  if (!customers && wanted.invoices > 0)
    throw new Error(`${wanted.name}: invoices need at least one contact.`);
  const { invoices, payments } = customers
    ? seedInvoices(
        {
          random,
          today,
          baseCurrency: 'NZD',
          rates: RATES,
          customers,
          suppliers: suppliers ?? customers,
          bankAccountId: bank?.id ?? '',
        },
        wanted.invoices,
      )
    : { invoices: [], payments: [] };
  return {
    organisation: {
      tenantId,
      name: wanted.name,
      baseCurrency: 'NZD',
      countryCode: 'NZ',
      timezone: 'NEWZEALANDSTANDARDTIME',
      shortCode: `!${shortCode(random)}`,
      createdAt: oldest,
      isDemoCompany: wanted.name.startsWith('Demo Company'),
      periodLockDate: `${addDays(today, -760).slice(0, 7)}-01`,
      endOfYearLockDate: null,
    },
    accounts,
    contacts,
    invoices,
    payments,
    rates: RATES,
  };
}

const DAY = 86_400_000;

const RATES: Readonly<Record<string, string>> = { NZD: '1', AUD: '0.9135', USD: '0.6082' };

function some<T>(items: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...rest] = items;
  return first === undefined ? undefined : [first, ...rest];
}

function shortCode(random: Random): string {
  return Array.from(
    { length: 5 },
    () => 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz'[random.below(47)],
  ).join('');
}
