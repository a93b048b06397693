import type { Books } from '../books.ts';
import { billableContact } from '../contacts/check-contact.ts';
import { checkDate } from '../dates.ts';
import { isDecimal } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow, LineAmountTypes, PricedRow } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';
import { checkLineAccounts, checkTotals, type LineInput, priceLines } from './lines.ts';

/** What can be said of an invoice or credit note; what is left out stays in an edit, and in a new one is as told here. */
export interface DocumentDetails {
  /** The next free number. */
  readonly number?: string | undefined;
  /** Empty. */
  readonly reference?: string | undefined;
  /** `YYYY-MM-DD`: today in the organisation's zone. */
  readonly date?: string | undefined;
  /** None. */
  readonly dueDate?: string | undefined;
  /** The contact's own, or the base currency. */
  readonly currency?: string | undefined;
  /** Units of the document's currency for one of the base currency: the day's rate. */
  readonly currencyRate?: string | undefined;
  /** Exclusive. */
  readonly lineAmountTypes?: LineAmountTypes | undefined;
  /** How many decimals the unit amounts have: 2. */
  readonly unitDecimals?: 2 | 4 | undefined;
  /** False. */
  readonly sentToContact?: boolean | undefined;
  /** None. */
  readonly brandingThemeId?: string | undefined;
}

/** A new invoice or credit note. */
export interface DocumentInput extends DocumentDetails {
  /** The contact's id, number or name. */
  readonly contact: string;
  readonly lines: readonly LineInput[];
  readonly status?: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | undefined;
  readonly createdByApp?: string | undefined;
}

/** The priced part of a new document, checked; ends in a Refusal with Xero's sentences. */
export function newDocument(
  books: Books,
  input: DocumentInput,
): Omit<PricedRow, 'id'> & { readonly contact: ContactRow } {
  const contact = billableContact(books, input.contact);
  const date = checkDate(input.date ?? books.today());
  checkDocumentDate(books, date);
  const currency = input.currency ?? contact.currency ?? books.baseCurrency;
  const currencyRate = rateOf(books, currency, input.currencyRate);
  const lineAmountTypes = input.lineAmountTypes ?? 'Exclusive';
  const totals = priceLines(books, input.lines, {
    lineAmountTypes,
    currency,
    unitDecimals: input.unitDecimals,
  });
  checkTotals(totals, currencyRate);
  checkLineAccounts(books, totals.lines, input.status === 'AUTHORISED');
  const reference = input.reference ?? '';
  return {
    contact,
    reference,
    date,
    lineAmountTypes,
    currency,
    currencyRate,
    ...totals,
    updatedAt: books.now(),
  };
}

/** The rate of a currency: 1 for the base currency, the given one, or the day's. Ends in a Refusal for a currency that is not subscribed to. */
export function rateOf(books: Books, currency: string, given?: string): string {
  const rate = Object.hasOwn(books.rates, currency) ? books.rates[currency] : undefined;
  if (rate === undefined) throw new Refusal(`Organisation is not subscribed to currency ${currency}`);
  if (currency === books.baseCurrency || given === undefined) return rate;
  if (!isDecimal(given) || Number(given) <= 0) throw new Refusal(`'${given}' is not a currency rate.`);
  return given;
}
