import type { Clock } from '../clock.ts';
import { type CollectionName, type Collections, emptyLists } from './collections.ts';
import type { BooksContent } from './content.ts';
import { type Chart, chartOf } from './ledger/chart.ts';
import { type JournalEntry, Ledger } from './ledger/ledger.ts';
import { openingJournals } from './ledger/opening.ts';
import { OrderedRows } from './ordered-rows.ts';
import type { OrganisationRow } from './rows.ts';

/** What in the books depends on things that Xero does not document; the sandbox's switches have the same names. */
export interface BooksSwitches {
  readonly prepayments: 'receivables' | 'liability';
  readonly zeroTotals: 'paid' | 'authorised';
  readonly archivedAccountText: string;
  readonly reconciledPaymentText: string;
  readonly wrongCurrencyText: string;
}

type AllRows = { readonly [Name in CollectionName]: OrderedRows<Collections[Name]> };

/** One organisation's books. The verbs beside this file are the only code that changes them. */
export class Books {
  organisation: OrganisationRow;
  /** Each collection by its name; the commonest ones have a property of their own. */
  readonly rows: AllRows;
  readonly accounts: AllRows['accounts'];
  readonly contacts: AllRows['contacts'];
  readonly invoices: AllRows['invoices'];
  readonly payments: AllRows['payments'];
  readonly ledger: Ledger;
  rates: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly switches: BooksSwitches;
  /** The one instant of all that the open change does; undefined outside of one. */
  #instant: number | undefined;
  #nextNumbers = new Map<string, number>();

  constructor(content: BooksContent, clock: Clock, switches: BooksSwitches) {
    this.organisation = content.organisation;
    const lists = { ...emptyLists(), ...content.rows };
    // Each collection keeps its own row type, which a mapped type can say and Object.entries cannot.
    this.rows = Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [name, new OrderedRows([...list] as never[])]),
    ) as unknown as AllRows;
    this.accounts = this.rows.accounts;
    this.contacts = this.rows.contacts;
    this.invoices = this.rows.invoices;
    this.payments = this.rows.payments;
    this.rates = content.rates;
    this.clock = clock;
    this.switches = switches;
    this.ledger = new Ledger(() => openingJournals(content));
  }

  get baseCurrency(): string {
    return this.organisation.baseCurrency;
  }

  /** The instant of a change made now, in milliseconds UTC; the same for all parts of one change. */
  now(): number {
    return this.#instant ?? this.clock.now().getTime();
  }

  /** The calendar date in the organisation's own zone (a missing document date defaults to it). */
  today(): string {
    return calendarOf(this.organisation.timezone).format(this.clock.now());
  }

  /** The accounts as postings need them. */
  get chart(): Chart {
    return chartOf(this.accounts.all(), this.baseCurrency);
  }

  /** Runs a change as a whole: when it ends in an error, nothing of it stays. */
  atomically<T>(change: () => T): T {
    if (this.#instant !== undefined) return change();
    this.#instant = this.now();
    const collections = Object.values(this.rows);
    const posted = this.ledger.posted().length;
    for (const rows of collections) rows.begin();
    try {
      const result = change();
      this.#instant = undefined;
      for (const rows of collections) rows.commit();
      return result;
    } catch (error) {
      for (const rows of collections) rows.rollback();
      this.ledger.rollback(posted);
      throw error;
    } finally {
      this.#instant = undefined;
    }
  }

  /** Posts to the ledger. */
  post(entry: Omit<JournalEntry, 'createdAt'>): void {
    this.ledger.post({ ...entry, createdAt: this.now() });
  }

  /** The next free number of a sales invoice or of a credit note. */
  nextNumber(prefix: 'INV' | 'CN'): string {
    const rows = prefix === 'INV' ? this.invoices : this.rows.creditNotes;
    const numbers: readonly { readonly number: string | null }[] = rows.all();
    let next = this.#nextNumbers.get(prefix);
    next ??= 1 + numbers.reduce((most, { number }) => Math.max(most, counted(prefix, number)), 0);
    // Counting began above every number there was, so only a row put since then can have the next one.
    const put: readonly { readonly number: string | null }[] = rows.changed();
    let number = numbered(prefix, next);
    while (put.some((row) => row.number === number)) number = numbered(prefix, ++next);
    this.#nextNumbers.set(prefix, next + 1);
    return number;
  }
}

function numbered(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(5, '0')}`;
}

function counted(prefix: string, number: string | null): number {
  const digits = number?.startsWith(`${prefix}-`) ? number.slice(prefix.length + 1) : '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
}

/** Writes `YYYY-MM-DD` in a zone; making one takes longer than all that it is used for in a call. */
function calendarOf(timezone: string): Intl.DateTimeFormat {
  let calendar = CALENDARS.get(timezone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone: ZONES[timezone] ?? 'UTC' });
    CALENDARS.set(timezone, calendar);
  }
  return calendar;
}

const CALENDARS = new Map<string, Intl.DateTimeFormat>();

/** Xero names zones in its own way; these are the ones that the seeded organisations use. */
const ZONES: Readonly<Record<string, string>> = {
  NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
  AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
};
