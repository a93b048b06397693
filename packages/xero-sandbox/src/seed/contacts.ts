import type {
  AddressRow,
  ContactPersonRow,
  ContactRow,
  InvoiceRow,
  PaymentTermRow,
  PhoneRow,
} from '../books/rows.ts';
import { type Calendar, TWO_YEARS } from './calendar.ts';
import type { SeedCurrency } from './currencies.ts';
import type { Random } from './random.ts';
import {
  CITIES,
  FIRST_NAMES,
  LAST_NAMES,
  NAME_ENDS,
  NAME_STARTS,
  NAME_TRADES,
  UNUSUAL_NAMES,
} from './words.ts';

/** Contacts, and which of them are invoiced and which send bills; some do both. */
export interface SeededContacts {
  readonly contacts: ContactRow[];
  readonly customers: ContactRow[];
  readonly suppliers: ContactRow[];
}

/**
 * Makes so many contacts with different names; about 4 % archived, some of those merged into another one, and
 * about 6 % suppliers. Whether a contact is a customer or supplier follows from its documents (`withRoles`).
 */
export function seedContacts(
  random: Random,
  count: number,
  calendar: Calendar,
  currencies: readonly [SeedCurrency, ...SeedCurrency[]],
): SeededContacts {
  const taken = new Set<string>();
  const contacts: ContactRow[] = [];
  const customers: ContactRow[] = [];
  const suppliers: ContactRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = unused(taken, index % 20 === 3 ? unusual(index) : usual(random));
    const first = contacts[0];
    const row = seedContact(random, name, index, first?.id ?? null, {
      currency: currencyOf(random, currencies),
      updatedAt: calendar.instant(random, random.below(TWO_YEARS)),
    });
    contacts.push(row);
    if (row.status !== 'ACTIVE') continue;
    const isSupplier = index > 0 && random.chance(6);
    if (isSupplier) suppliers.push(row);
    if (!isSupplier || random.chance(20)) customers.push(row);
  }
  return { contacts, customers, suppliers };
}

/** Marks contacts as customers and suppliers, as Xero does once they have an approved invoice or bill. */
export function withRoles(contacts: readonly ContactRow[], invoices: readonly InvoiceRow[]): ContactRow[] {
  const roles = { ACCREC: new Set<string>(), ACCPAY: new Set<string>() };
  for (const { type, status, contactId } of invoices) {
    if (status === 'AUTHORISED' || status === 'PAID' || status === 'VOIDED') roles[type].add(contactId);
  }
  return contacts.map((row) => {
    return { ...row, isCustomer: roles.ACCREC.has(row.id), isSupplier: roles.ACCPAY.has(row.id) };
  });
}

function seedContact(
  random: Random,
  name: string,
  index: number,
  mergeTarget: string | null,
  more: Pick<ContactRow, 'currency' | 'updatedAt'>,
): ContactRow {
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const status = statusOf(random, index);
  return {
    id: random.uuid(),
    name,
    number: random.chance(30) ? `CUST-${index + 1}` : null,
    accountNumber: random.chance(20) ? `A${10_000 + index}` : null,
    status,
    mergedToContactId: status === 'ARCHIVED' && random.chance(40) ? mergeTarget : null,
    email: random.chance(90) ? address(firstName, lastName, index) : '',
    firstName,
    lastName,
    companyNumber: random.chance(25) ? `${1_500_000 + random.below(7_000_000)}` : '',
    taxNumber: random.chance(25) ? `${100_000_000 + random.below(39_999_999)}` : '',
    bankAccountDetails: random.chance(15)
      ? `01-0${random.below(900) + 100}-0${random.below(900_000) + 100_000}-00`
      : '',
    website: random.chance(15) ? `https://customer-${index + 1}.example` : '',
    persons: random.chance(25) ? persons(random, index) : [],
    addresses: addresses(random),
    phones: phones(random),
    paymentTerms: { bills: terms(random), sales: terms(random) },
    isCustomer: false,
    isSupplier: false,
    ...more,
  };
}

/** The first contact is always one that can be invoiced, however few there are. */
function statusOf(random: Random, index: number): ContactRow['status'] {
  if (index % 150 === 149) return 'GDPRREQUEST';
  return index > 0 && random.chance(4) ? 'ARCHIVED' : 'ACTIVE';
}

function address(firstName: string, lastName: string, number: number): string {
  return `${firstName}.${lastName}.${number + 1}@customer.example`.toLowerCase();
}

/** Xero keeps up to five persons beside the first one. */
function persons(random: Random, index: number): ContactPersonRow[] {
  return Array.from({ length: 1 + random.below(5) }, (_, place) => {
    const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
    const email = address(firstName, lastName, (index + 1) * 10 + place);
    return { firstName, lastName, email, includeInEmails: random.chance(50) };
  });
}

function addresses(random: Random): AddressRow[] {
  const city = random.pick(CITIES);
  const postalCode = String(610 + random.below(9_000)).padStart(4, '0');
  const place = { city, region: '', postalCode, country: 'New Zealand', attentionTo: '' };
  const street: AddressRow = { type: 'STREET', lines: [`${random.below(240) + 1} Queen Street`], ...place };
  if (!random.chance(40)) return [street];
  const lines = [`PO Box ${1_000 + random.below(90_000)}`, `${city} Central`];
  return [street, { ...place, type: 'POBOX', lines, attentionTo: 'Accounts' }];
}

function phones(random: Random): PhoneRow[] {
  const phone = (type: PhoneRow['type'], areaCode: string): PhoneRow => {
    return { type, number: `${5_550_000 + random.below(9_999)}`, areaCode, countryCode: '64' };
  };
  const own = [phone('DEFAULT', `0${random.below(8) + 2}`)];
  return random.chance(35) ? [...own, phone('MOBILE', '021')] : own;
}

function terms(random: Random): PaymentTermRow | null {
  if (!random.chance(20)) return null;
  return random.chance(50) ? { day: 20, type: 'OFFOLLOWINGMONTH' } : { day: 14, type: 'DAYSAFTERBILLDATE' };
}

function usual(random: Random): string {
  return `${random.pick(NAME_STARTS)} ${random.pick(NAME_TRADES)} ${random.pick(NAME_ENDS)}`;
}

function unusual(index: number): string {
  return UNUSUAL_NAMES[Math.floor(index / 20) % UNUSUAL_NAMES.length] ?? UNUSUAL_NAMES[0];
}

/** The name, or that name with a number when it is taken; never longer than Xero's 255 characters. */
function unused(taken: Set<string>, wanted: string): string {
  let name = wanted;
  // Cut short in front of half an emoji.
  const start = wanted.slice(0, 245).replace(/[\uD800-\uDBFF]$/, '');
  for (let copy = 2; taken.has(name); copy += 1) name = `${start} ${copy}`;
  taken.add(name);
  return name;
}

/** Most customers are billed in the base currency (null), the rest mostly in the first foreign ones. */
function currencyOf(random: Random, currencies: readonly SeedCurrency[]): string | null {
  const percentile = random.below(100);
  let edge = 0;
  for (const [index, { code }] of currencies.slice(1).entries()) {
    edge += [12, 8, 3, 2][index] ?? 1;
    if (percentile < edge) return code;
  }
  return null;
}
