import type { Clock } from '../clock.ts';
import { OrderedRows } from './ordered-rows.ts';
import type { AccountRow, ContactRow, InvoiceRow, OrganisationRow, PaymentRow } from './rows.ts';

/** Everything that one organisation holds, as it is handed to `Books`. */
export interface BooksContent {
  readonly organisation: OrganisationRow;
  readonly accounts: AccountRow[];
  readonly contacts: ContactRow[];
  readonly invoices: InvoiceRow[];
  readonly payments: PaymentRow[];
  /** Currency code → units of that currency for one unit of the base currency, as decimal text. */
  readonly rates: Readonly<Record<string, string>>;
}

/** One organisation's books. The verbs beside this file are the only code that changes them. */
export class Books {
  organisation: OrganisationRow;
  readonly accounts: OrderedRows<AccountRow>;
  readonly contacts: OrderedRows<ContactRow>;
  readonly invoices: OrderedRows<InvoiceRow>;
  readonly payments: OrderedRows<PaymentRow>;
  readonly rates: Readonly<Record<string, string>>;
  readonly clock: Clock;
  #nextNumber: number | undefined;

  constructor(content: BooksContent, clock: Clock) {
    this.organisation = content.organisation;
    this.accounts = new OrderedRows(content.accounts);
    this.contacts = new OrderedRows(content.contacts);
    this.invoices = new OrderedRows(content.invoices);
    this.payments = new OrderedRows(content.payments);
    this.rates = content.rates;
    this.clock = clock;
  }

  /** The calendar date in the organisation's own zone (a missing document date defaults to it). */
  today(): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: ZONES[this.organisation.timezone] ?? 'UTC' }).format(
      this.clock.now(),
    );
  }

  /** The next free number of a sales invoice. */
  nextInvoiceNumber(): string {
    this.#nextNumber ??=
      1 + this.invoices.all().reduce((most, { number }) => Math.max(most, counted(number)), 0);
    const number = `INV-${String(this.#nextNumber).padStart(5, '0')}`;
    this.#nextNumber += 1;
    return this.invoices.all().some((row) => row.number === number) ? this.nextInvoiceNumber() : number;
  }
}

function counted(number: string): number {
  return /^INV-\d{1,9}$/.test(number) ? Number(number.slice(4)) : 0;
}

/** Xero names zones in its own way; these are the ones that the seeded organisations use. */
const ZONES: Readonly<Record<string, string>> = {
  NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
  AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
};
