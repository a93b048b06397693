import { XeroError } from '../error.ts';
import { writeModifiedSince } from '../wire/dates.ts';
import type { HttpAnswer } from '../wire/http.ts';
import { ACCOUNTS, type Account } from './account.ts';
import { type CallOptions, createCaller } from './call.ts';
import { CONTACTS, type Contact } from './contact.ts';
import { CREDIT_NOTES, type Credit, OVERPAYMENTS, PREPAYMENTS } from './credit.ts';
import { INVOICES, type Invoice } from './invoice.ts';
import { ORGANISATIONS, type Organisation } from './organisation.ts';
import { type Collection, type RecordPage, readPage, readSingle, toRecordPage } from './page.ts';
import { PAYMENTS, type Payment } from './payment.ts';
import { readChanges } from './read-changes.ts';
import { startOf } from './read-rows.ts';
import {
  BRANDING_THEMES,
  CONTACT_GROUPS,
  type ContactGroup,
  CURRENCIES,
  type Setting,
  TAX_RATES,
} from './settings.ts';
import { readTrialBalance, type TrialBalance } from './trial-balance.ts';

/**
 * The books of one organisation, read. Every method throws XeroError, or the reason of an aborted signal.
 * The `read…` methods yield what changed since then, oldest change first, archived, voided and deleted records
 * included: see `readChanges`. The `…ByIds` methods answer what Xero has of these records now; one that it does not
 * have is missing from the answer.
 */
export type XeroAccounting = {
  organisation(signal?: AbortSignal): Promise<Organisation>;
  /** The same, where an organisation that cannot be understood is set aside in place of ending in an error. */
  readOrganisation(signal?: AbortSignal): Promise<RecordPage<Organisation>>;
  /** Xero does not page accounts: everything changed since then, or all, in one call. Archived ones included. */
  accounts(since?: Date | null, signal?: AbortSignal): Promise<RecordPage<Account>>;
  /** Xero reads these four whole, in one call each. */
  currencies(signal?: AbortSignal): Promise<RecordPage<Setting>>;
  taxRates(signal?: AbortSignal): Promise<RecordPage<Setting>>;
  brandingThemes(signal?: AbortSignal): Promise<RecordPage<Setting>>;
  contactGroups(signal?: AbortSignal): Promise<RecordPage<ContactGroup>>;
  /** One group with its members; null when it is gone. */
  contactGroup(id: string, signal?: AbortSignal): Promise<ContactGroup | null>;
  /** What stands on each account at the end of that day, `YYYY-MM-DD`. Needs a permission and a role of its own. */
  trialBalance(date: string, signal?: AbortSignal): Promise<TrialBalance>;

  readContacts(options: ReadOptions): AsyncGenerator<RecordPage<Contact>>;
  /** Sales invoices with their lines. */
  readInvoices(options: ReadOptions): AsyncGenerator<RecordPage<Invoice>>;
  /** Credit notes to customers with their lines. */
  readCreditNotes(options: ReadOptions): AsyncGenerator<RecordPage<Credit>>;
  /** Overpayments received from customers. */
  readOverpayments(options: ReadOptions): AsyncGenerator<RecordPage<Credit>>;
  /** Prepayments received from customers. */
  readPrepayments(options: ReadOptions): AsyncGenerator<RecordPage<Credit>>;
  /** Payments of sales invoices; what was paid back stands on the credit it was paid from. */
  readPayments(options: ReadOptions): AsyncGenerator<RecordPage<Payment>>;

  /**
   * Everything that is approved and not settled, by page number. A row that leaves the list meanwhile moves later ones
   * up, so that one of them may be missed: whoever expects one and does not meet it asks for it by its id.
   */
  readOpenInvoices(signal?: AbortSignal): AsyncGenerator<RecordPage<Invoice>>;
  readOpenCreditNotes(signal?: AbortSignal): AsyncGenerator<RecordPage<Credit>>;
  readOpenOverpayments(signal?: AbortSignal): AsyncGenerator<RecordPage<Credit>>;
  readOpenPrepayments(signal?: AbortSignal): AsyncGenerator<RecordPage<Credit>>;

  invoice(id: string, signal?: AbortSignal): Promise<Invoice>;
  contactsByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Contact>>;
  /** Forty in one call; bills are left out. */
  invoicesByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Invoice>>;
  /** One call each, as are the next three: Xero takes no list of ids there. Those of suppliers are left out. */
  creditNotesByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Credit>>;
  overpaymentsByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Credit>>;
  prepaymentsByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Credit>>;
  paymentsByIds(ids: readonly string[], signal?: AbortSignal): Promise<RecordPage<Payment>>;

  invoicePdf(id: string, signal?: AbortSignal): Promise<Uint8Array>;
};

type ReadOptions = { since: Date | null; signal?: AbortSignal };

const LARGEST_PAGE = 1000;
/** An id takes 37 characters of an address, which some machines in between cut at 2,000. */
const IDS_A_CALL = 40;
const FOUR_DECIMALS = 'unitdp=4';
const OPEN = 'Status=="AUTHORISED"';
const INVOICE = 'Type=="ACCREC"';
const CREDIT_NOTE = 'Type=="ACCRECCREDIT"';
const OVERPAYMENT = 'Type=="RECEIVE-OVERPAYMENT"';
const PREPAYMENT = 'Type=="RECEIVE-PREPAYMENT"';
/** A single equality: Xero answers those on PaymentType fast, and no alternatives of it (its payments documentation). */
const RECEIPT = 'PaymentType=="ACCRECPAYMENT"';

/** Creates the reader of one organisation. `timeoutMs` bounds one attempt, body included (60 s); a page is 1,000 rows. */
export function createXeroAccounting(options: CallOptions & { pageSize?: number }): XeroAccounting {
  const { pageSize = LARGEST_PAGE } = options;
  const get = createCaller(options);

  const page = <T>(
    collection: Collection<T>,
    query: string,
    number: number,
    since: Date | null,
    signal: AbortSignal | undefined,
    size = pageSize,
  ) =>
    get({
      resource: collection.name,
      path: `${collection.name}?${query}&page=${number}&pageSize=${size}`,
      modifiedSince: since && writeModifiedSince(since),
      read: (answer) => readPage(answer, collection, { page: number, pageSize: size }),
      signal,
    });

  const changes = <T>(collection: Collection<T>, query: string, { since, signal }: ReadOptions) =>
    readChanges<T>({
      since,
      fetchPage: (modifiedAfter, number, size) =>
        page(collection, `${query}&order=UpdatedDateUTC%20ASC`, number, modifiedAfter, signal, size),
    });

  async function* open<T>(collection: Collection<T>, query: string, signal?: AbortSignal) {
    for (let number = 1, hasMore = true; hasMore; number += 1) {
      const fetched = await page(collection, query, number, null, signal);
      hasMore = fetched.hasMore;
      yield toRecordPage(fetched.rows, null);
    }
  }

  const whole = async <T>(collection: Collection<T>, signal?: AbortSignal): Promise<RecordPage<T>> => {
    const { rows } = await get({
      resource: collection.name,
      path: collection.name,
      read: (answer) => readPage(answer, collection, { page: 1, pageSize: Number.POSITIVE_INFINITY }),
      signal,
    });
    return toRecordPage(rows, null);
  };

  /** What Xero has under the id; an empty page when it has nothing. */
  const one = async <T>(
    collection: Collection<T>,
    id: string,
    query: string,
    signal?: AbortSignal,
  ): Promise<RecordPage<T>> => {
    try {
      const { rows } = await get({
        resource: `${collection.name}/{id}`,
        path: `${collection.name}/${encodeURIComponent(id)}${query}`,
        read: (answer) => readPage(answer, collection, { page: 1, pageSize: 1 }),
        signal,
      });
      return toRecordPage(rows, null);
    } catch (error) {
      if (error instanceof XeroError && error.kind === 'not_found') return toRecordPage<T>([], null);
      throw error;
    }
  };

  const oneByOne = async <T>(collection: Collection<T>, ids: readonly string[], signal?: AbortSignal) => {
    const all = toRecordPage<T>([], null);
    for (const id of ids) append(all, await one(collection, id, `?${FOUR_DECIMALS}`, signal));
    return all;
  };

  const together = async <T>(
    collection: Collection<T>,
    query: string,
    ids: readonly string[],
    signal?: AbortSignal,
  ) => {
    const all = toRecordPage<T>([], null);
    // Only the first page is asked for, so it must hold them all.
    const most = Math.min(IDS_A_CALL, pageSize);
    for (let start = 0; start < ids.length; start += most) {
      const wanted = ids
        .slice(start, start + most)
        .map(encodeURIComponent)
        .join(',');
      const { rows } = await page(collection, `IDs=${wanted}&${query}`, 1, null, signal);
      append(all, toRecordPage(rows, null));
    }
    return all;
  };

  return {
    organisation: (signal) =>
      get({
        resource: 'Organisation',
        path: 'Organisation',
        read: (answer) => readSingle(answer, ORGANISATIONS),
        signal,
      }),

    async readOrganisation(signal) {
      const { rows } = await get({
        resource: 'Organisation',
        path: 'Organisation',
        read: (answer) => readPage(answer, ORGANISATIONS, { page: 1, pageSize: 1 }),
        signal,
      });
      return toRecordPage(rows, null);
    },

    async accounts(since = null, signal) {
      const start = startOf(since);
      const { rows } = await get({
        resource: 'Accounts',
        path: 'Accounts',
        modifiedSince: start && writeModifiedSince(start),
        read: (answer) => readPage(answer, ACCOUNTS, { page: 1, pageSize: Number.POSITIVE_INFINITY }),
        signal,
      });
      const latest = Math.max(...rows.map((row) => row.updatedAt?.getTime() ?? 0));
      return toRecordPage(rows, latest > 0 ? new Date(latest) : null);
    },
    currencies: (signal) => whole(CURRENCIES, signal),
    taxRates: (signal) => whole(TAX_RATES, signal),
    brandingThemes: (signal) => whole(BRANDING_THEMES, signal),
    contactGroups: (signal) => whole(CONTACT_GROUPS, signal),
    contactGroup: async (id, signal) => (await one(CONTACT_GROUPS, id, '', signal)).records[0] ?? null,
    trialBalance: (date, signal) =>
      get({
        resource: 'Reports/TrialBalance',
        path: `Reports/TrialBalance?date=${date}`,
        read: readTrialBalance,
        signal,
      }),

    readContacts: (input) => changes(CONTACTS, 'includeArchived=true', input),
    readInvoices: (input) => changes(INVOICES, `${where(INVOICE)}&${FOUR_DECIMALS}`, input),
    readCreditNotes: (input) => changes(CREDIT_NOTES, `${where(CREDIT_NOTE)}&${FOUR_DECIMALS}`, input),
    readOverpayments: (input) => changes(OVERPAYMENTS, `${where(OVERPAYMENT)}&${FOUR_DECIMALS}`, input),
    readPrepayments: (input) => changes(PREPAYMENTS, `${where(PREPAYMENT)}&${FOUR_DECIMALS}`, input),
    readPayments: (input) => changes(PAYMENTS, where(RECEIPT), input),

    readOpenInvoices: (signal) =>
      open(INVOICES, `${where(INVOICE, OPEN)}&${FOUR_DECIMALS}&order=InvoiceID%20ASC`, signal),
    readOpenCreditNotes: (signal) =>
      open(CREDIT_NOTES, `${where(CREDIT_NOTE, OPEN)}&${FOUR_DECIMALS}`, signal),
    readOpenOverpayments: (signal) =>
      open(OVERPAYMENTS, `${where(OVERPAYMENT, OPEN)}&${FOUR_DECIMALS}`, signal),
    readOpenPrepayments: (signal) => open(PREPAYMENTS, `${where(PREPAYMENT, OPEN)}&${FOUR_DECIMALS}`, signal),

    contactsByIds: (ids, signal) => together(CONTACTS, 'includeArchived=true', ids, signal),
    invoicesByIds: (ids, signal) => together(INVOICES, `${where(INVOICE)}&${FOUR_DECIMALS}`, ids, signal),
    creditNotesByIds: (ids, signal) => oneByOne(CREDIT_NOTES, ids, signal),
    overpaymentsByIds: (ids, signal) => oneByOne(OVERPAYMENTS, ids, signal),
    prepaymentsByIds: (ids, signal) => oneByOne(PREPAYMENTS, ids, signal),
    paymentsByIds: (ids, signal) => oneByOne(PAYMENTS, ids, signal),

    invoice: (id, signal) =>
      get({
        resource: 'Invoices/{id}',
        path: `Invoices/${encodeURIComponent(id)}?${FOUR_DECIMALS}`,
        read: (answer) => readSingle(answer, INVOICES),
        signal,
      }),
    invoicePdf: (id, signal) =>
      get({
        resource: 'Invoices/{id} (PDF)',
        path: `Invoices/${encodeURIComponent(id)}`,
        accept: 'application/pdf',
        read: readPdf,
        signal,
      }),
  };
}

/** Conditions that all have to hold, as a query in Xero's filter language. */
function where(...conditions: string[]): string {
  return `where=${encodeURIComponent(conditions.join(' AND '))}`;
}

function append<T>(all: RecordPage<T>, more: RecordPage<T>): void {
  all.records.push(...more.records);
  all.setAside.push(...more.setAside);
}

function readPdf({ body, status }: HttpAnswer): Uint8Array {
  if (body.subarray(0, 5).toString('latin1') === '%PDF-') return new Uint8Array(body);
  throw new XeroError('unexpected', 'Xero sent something that is not a PDF.', { status });
}
