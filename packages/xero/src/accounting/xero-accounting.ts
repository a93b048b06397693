import { XeroError } from '../error.ts';
import { writeModifiedSince } from '../wire/dates.ts';
import type { HttpAnswer } from '../wire/http.ts';
import { ACCOUNTS, type Account } from './account.ts';
import { type CallOptions, createCaller } from './call.ts';
import { CONTACTS, type Contact } from './contact.ts';
import { INVOICES, type Invoice } from './invoice.ts';
import { ORGANISATIONS, type Organisation } from './organisation.ts';
import { type Collection, type RecordPage, readPage, readSingle, toRecordPage } from './page.ts';
import { readChanges } from './read-changes.ts';
import { startOf } from './read-rows.ts';

/** The books of one organisation, read. Every method throws XeroError, or the reason of an aborted signal. */
export type XeroAccounting = {
  organisation(signal?: AbortSignal): Promise<Organisation>;
  /** Xero does not page accounts: everything changed since then, or all, in one call. Archived ones included. */
  accounts(since?: Date | null, signal?: AbortSignal): Promise<RecordPage<Account>>;
  /** Contacts changed since then, oldest change first, archived ones included. See `readChanges`. */
  readContacts(options: ReadOptions): AsyncGenerator<RecordPage<Contact>>;
  /** Sales invoices changed since then with their lines, voided and deleted ones included. See `readChanges`. */
  readInvoices(options: ReadOptions): AsyncGenerator<RecordPage<Invoice>>;
  invoice(id: string, signal?: AbortSignal): Promise<Invoice>;
  invoicePdf(id: string, signal?: AbortSignal): Promise<Uint8Array>;
};

type ReadOptions = { since: Date | null; signal?: AbortSignal };

const LARGEST_PAGE = 1000;
const FOUR_DECIMALS = 'unitdp=4';

/** Creates the reader of one organisation. `timeoutMs` bounds one attempt, body included (60 s); a page is 1,000 rows. */
export function createXeroAccounting(options: CallOptions & { pageSize?: number }): XeroAccounting {
  const { pageSize = LARGEST_PAGE } = options;
  const get = createCaller(options);

  const read = <T>(collection: Collection<T>, filter: string, { since, signal }: ReadOptions) =>
    readChanges<T>({
      since,
      fetchPage: (modifiedAfter, page) =>
        get({
          resource: collection.name,
          path: `${collection.name}?${filter}&order=UpdatedDateUTC%20ASC&page=${page}&pageSize=${pageSize}`,
          modifiedSince: modifiedAfter && writeModifiedSince(modifiedAfter),
          read: (answer) => readPage(answer, collection, { page, pageSize }),
          signal,
        }),
    });

  return {
    organisation: (signal) =>
      get({
        resource: 'Organisation',
        path: 'Organisation',
        read: (answer) => readSingle(answer, ORGANISATIONS),
        signal,
      }),

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

    readContacts: (input) => read(CONTACTS, 'includeArchived=true', input),
    readInvoices: (input) => read(INVOICES, `where=Type%3D%3D%22ACCREC%22&${FOUR_DECIMALS}`, input),

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

function readPdf({ body, status }: HttpAnswer): Uint8Array {
  if (body.subarray(0, 5).toString('latin1') === '%PDF-') return new Uint8Array(body);
  throw new XeroError('unexpected', 'Xero sent something that is not a PDF.', { status });
}
