import { XeroClient } from 'xero-node';
import type { RowStore, StoredRow } from './row-store.ts';

/** An organisation and the way to it. */
export type Books = { url: string; tenantId: string; accessToken: string };

/** What the client gives of a record, as far as it is counted. */
type Given = {
  type?: unknown;
  status?: unknown;
  currencyCode?: unknown;
  amountDue?: number;
  remainingCredit?: number;
  updatedDateUTC?: Date;
};
type ReadPage = (since: Date | undefined, page: number) => Promise<Given[] | undefined>;

const PAGE = 1000;
const ORDER = 'UpdatedDateUTC ASC';
const SALES = 'Type=="ACCREC"';

/**
 * Reads with Xero's own client for Node as its examples do, at its best: 1,000 a page by page number, with
 * If-Modified-Since of the last row, only what belongs to receivables. The client makes floats of amounts.
 */
export function readLikeClient(books: Books, store: RowStore): () => Promise<number> {
  const xero = new XeroClient();
  const { accountingApi: api } = xero;
  const { tenantId: id } = books;
  api.basePath = `${books.url}/api.xro/2.0`;
  xero.setTokenSet({ access_token: books.accessToken });
  const none = undefined;
  const bookmarks = new Map<string, Date>();

  const streams: Record<string, [idKey: string, readPage: ReadPage]> = {
    contacts: [
      'contactID',
      async (since, page) =>
        (await api.getContacts(id, since, none, ORDER, none, page, true, none, none, PAGE)).body.contacts,
    ],
    invoices: [
      'invoiceID',
      async (since, page) =>
        (
          await api.getInvoices(
            id,
            since,
            SALES,
            ORDER,
            none,
            none,
            none,
            none,
            page,
            none,
            none,
            4,
            none,
            PAGE,
          )
        ).body.invoices,
    ],
    credit_notes: [
      'creditNoteID',
      async (since, page) =>
        (await api.getCreditNotes(id, since, none, ORDER, page, 4, PAGE)).body.creditNotes,
    ],
    overpayments: [
      'overpaymentID',
      async (since, page) =>
        (await api.getOverpayments(id, since, none, ORDER, page, 4, PAGE)).body.overpayments,
    ],
    prepayments: [
      'prepaymentID',
      async (since, page) =>
        (await api.getPrepayments(id, since, none, ORDER, page, 4, PAGE)).body.prepayments,
    ],
    payments: [
      'paymentID',
      async (since, page) => (await api.getPayments(id, since, none, ORDER, page, PAGE)).body.payments,
    ],
  };
  const whole: Record<string, () => Promise<object[] | undefined>> = {
    organisations: async () => (await api.getOrganisations(id)).body.organisations,
    currencies: async () => (await api.getCurrencies(id)).body.currencies,
    tax_rates: async () => (await api.getTaxRates(id)).body.taxRates,
    branding_themes: async () => (await api.getBrandingThemes(id)).body.brandingThemes,
    contact_groups: async () => (await api.getContactGroups(id)).body.contactGroups,
    accounts: async () => (await api.getAccounts(id)).body.accounts,
  };

  return async () => {
    let rows = 0;
    for (const [stream, readAll] of Object.entries(whole)) {
      const records = (await readAll()) ?? [];
      await store.write(
        stream,
        records.map((record, index) => toRow(record, String(index))),
      );
      rows += records.length;
    }
    for (const [stream, [idKey, readPage]] of Object.entries(streams)) {
      const since = bookmarks.get(stream);
      for (let page = 1; ; page += 1) {
        const records = (await readPage(since, page)) ?? [];
        await store.write(
          stream,
          records.map((record) => toRow(record, String((record as Record<string, unknown>)[idKey]))),
        );
        rows += records.length;
        const last = records.at(-1)?.updatedDateUTC;
        if (last) bookmarks.set(stream, last);
        if (records.length < PAGE) break;
      }
    }
    return rows;
  };
}

function toRow(record: Given, id: string): StoredRow {
  const { type, status, currencyCode, amountDue, remainingCredit } = record;
  const text = (value: unknown) => (value === undefined ? null : String(value));
  return {
    id,
    kind: text(type),
    status: text(status),
    currency: text(currencyCode),
    open: amountDue ?? remainingCredit ?? null,
    record,
  };
}
