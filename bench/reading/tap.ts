import type { Books } from './official-client.ts';
import type { RowStore, StoredRow } from './row-store.ts';

type Body = Record<string, unknown>;

/** The streams of receivables; a user of the tap chooses streams, and no others would be fair to count. */
const WHOLE = ['BrandingThemes', 'ContactGroups', 'Currencies', 'Organisations', 'TaxRates'];
const PAGED = {
  Contacts: ['ContactID', 'contacts'],
  Invoices: ['InvoiceID', 'invoices'],
  CreditNotes: ['CreditNoteID', 'credit_notes'],
  Overpayments: ['OverpaymentID', 'overpayments'],
  Prepayments: ['PrepaymentID', 'prepayments'],
  Payments: ['PaymentID', 'payments'],
} as const;
const FULL_PAGE = 100;

/**
 * Reads as tap-xero 2.3.2 does, by its source: a look at Currencies for access, then stream by stream; paged ones with
 * If-Modified-Since, oldest change first, 100 a page by page number up to a short page, the last row's time as the bookmark.
 * Written anew here; the tap itself writes JSON lines, and rows are stored by whoever reads those.
 */
export function readLikeTap(books: Books, store: RowStore): () => Promise<number> {
  const bookmarks = new Map<string, number>();

  return async () => {
    await ask('Currencies');
    let rows = 0;
    for (const collection of WHOLE) rows += await keep(collection, collection, await ask(collection));
    rows += await keepAccounts();
    for (const [collection, [idKey, stream]] of Object.entries(PAGED))
      rows += await keepPages(collection, idKey, stream);
    return rows;
  };

  async function keepAccounts(): Promise<number> {
    const accounts = await ask('Accounts', '', bookmarks.get('Accounts'));
    for (const { UpdatedDateUTC: changed } of accounts)
      bookmarks.set('Accounts', Math.max(bookmarks.get('Accounts') ?? 0, timeOf(changed)));
    return await keep('Accounts', 'accounts', accounts, 'AccountID');
  }

  async function keepPages(collection: string, idKey: string, stream: string): Promise<number> {
    const since = bookmarks.get(collection);
    let rows = 0;
    for (let page = 1; ; page += 1) {
      const archived = collection === 'Contacts' ? '&includeArchived=true' : '';
      const query = `?order=UpdatedDateUTC%20ASC&page=${page}${archived}`;
      const records = await ask(collection, query, since);
      rows += await keep(collection, stream, records, idKey);
      const last = records.at(-1);
      if (last) bookmarks.set(collection, timeOf(last.UpdatedDateUTC));
      if (records.length < FULL_PAGE) return rows;
    }
  }

  async function keep(collection: string, stream: string, records: Body[], idKey?: string): Promise<number> {
    const rows = records.map((record, index) => toRow(record, idKey ? record[idKey] : index));
    await store.write(idKey ? stream : collection, rows);
    return rows.length;
  }

  async function ask(collection: string, query = '', since?: number): Promise<Body[]> {
    const answer = await fetch(`${books.url}/api.xro/2.0/${collection}${query}`, {
      headers: {
        authorization: `Bearer ${books.accessToken}`,
        'xero-tenant-id': books.tenantId,
        accept: 'application/json',
        ...(since && { 'if-modified-since': new Date(since).toISOString().slice(0, 19) }),
      },
    });
    if (!answer.ok) throw new Error(`${collection} answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as Record<string, Body[]>)[collection] ?? [];
  }
}

function toRow(record: Body, id: unknown): StoredRow {
  return {
    id: String(id),
    kind: textOf(record.Type),
    status: textOf(record.Status),
    currency: textOf(record.CurrencyCode),
    open: amountOf(record.AmountDue ?? record.RemainingCredit),
    record,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function amountOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The milliseconds in `/Date(1541176290160+0000)/`. */
function timeOf(value: unknown): number {
  return Number(/\d+/.exec(String(value))?.[0] ?? 0);
}
