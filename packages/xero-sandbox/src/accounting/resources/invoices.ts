import { createHash } from 'node:crypto';
import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { invoiceByNumber } from '../../books/find.ts';
import type { InvoiceRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { contactFieldsOf, documentFields } from '../document-fields.ts';
import { envelope } from '../envelope.ts';
import { amount, date, type Fields, flag, guid, text } from '../fields.ts';
import { answerList } from '../list.ts';
import { unitDecimalsOf } from '../listing.ts';
import type { Detail } from '../present/detail.ts';
import { presentInvoice } from '../present/invoice.ts';
import { invoiceJson } from '../present/invoice-json.ts';
import { answerPdf, wantsPdf } from '../present/pdf.ts';
import type { Resource } from '../resource.ts';
import { emailing } from '../writing/email.ts';
import { INVOICES } from '../writing/invoices.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<InvoiceRow> = {
  ...documentFields,
  ...contactFieldsOf((row) => row.contactId),
  type: text((row) => row.type),
  status: text((row) => row.status),
  invoiceid: guid((row) => row.id),
  invoicenumber: text((row) => row.number || null),
  duedate: date((row) => row.dueDate),
  expectedpaymentdate: date((row) => row.expectedPaymentDate),
  plannedpaymentdate: date((row) => row.plannedPaymentDate),
  fullypaidondate: date((row) => row.fullyPaidOn),
  amountdue: amount((row) => row.amountDue),
  amountpaid: amount((row) => row.amountPaid),
  amountcredited: amount((row) => row.amountCredited),
  brandingthemeid: guid((row) => row.brandingThemeId),
  senttocontact: flag((row) => row.sentToContact),
};

/** Sales invoices and bills; one is read by its id or number. */
export const invoices: Resource = {
  name: 'Invoices',
  scopes: ['accounting.invoices'],
  endpoints: {
    '': { get: listInvoices, put: creating(INVOICES), post: upserting(INVOICES) },
    '*': { get: getInvoice, post: updating(INVOICES, findInvoiceAt) },
    '*/Email': { post: emailing(findInvoiceAt) },
    '*/OnlineInvoice': { get: getOnlineInvoice },
    // Seen of Xero: printed invoices are at the invoice's own address, and this one answers nothing.
    '*/pdf': { get: () => new Response(null, { status: 404 }) },
    ...attachmentEndpoints('Invoices', findInvoiceAt),
    ...historyEndpoints(findInvoiceAt),
  },
};

/** The invoice that a path names by its id or number. */
function findInvoiceAt(books: Books, key: string): InvoiceRow | undefined {
  return books.invoices.get(key.toLowerCase()) ?? invoiceByNumber(books, key);
}

/** Paged with `page`, `Statuses` or `summaryOnly`; only pages carry lines (Xero's documentation of invoices). */
function listInvoices(call: Call): Response {
  const { books, query } = call;
  const [ids, numbers, contacts, statuses] = ['IDs', 'InvoiceNumbers', 'ContactIDs', 'Statuses'].map((name) =>
    query.list(name),
  );
  const term = query.get('searchTerm')?.toLowerCase();
  const isSummary = query.flag('summaryOnly');
  const paged = isSummary || statuses !== undefined || query.get('page') !== undefined;
  const detail: Detail = isSummary ? 'summary' : paged ? 'page' : 'list';
  const unitDecimals = unitDecimalsOf(call);
  return answerList(call, {
    collection: 'Invoices',
    rows: books.invoices,
    fields: FIELDS,
    modifiedSince: true,
    filters: [
      ids && ((row) => ids.has(row.id)),
      numbers && ((row) => numbers.has(row.number.toLowerCase())),
      contacts && ((row) => contacts.has(row.contactId)),
      statuses && ((row) => statuses.has(row.status.toLowerCase())),
      query.flag('createdByMyApp') ? (row) => row.createdByApp === call.clientId : undefined,
      term === undefined
        ? undefined
        : (row) => `${row.number}\n${row.reference}`.toLowerCase().includes(term),
    ],
    paged,
    present: (row) => presentInvoice(books, row, detail, unitDecimals),
    json: detail === 'page' ? (row) => invoiceJson(books, row, unitDecimals) : undefined,
  });
}

function getInvoice(call: Call, key = ''): Response | Promise<Response> {
  const { books } = call;
  const row = findInvoiceAt(books, key);
  if (!row) return notFound();
  if (wantsPdf(call)) return answerPdf(books, row);
  return envelope(call, 'Invoices', [presentInvoice(books, row, 'one', unitDecimalsOf(call))]);
}

function getOnlineInvoice(call: Call, key = ''): Response {
  const row = findInvoiceAt(call.books, key);
  if (!row) return notFound();
  const online = row.type === 'ACCREC' && (row.status === 'AUTHORISED' || row.status === 'PAID');
  if (!online && call.switches.missingOnlineInvoice === 'not-found') return notFound();
  const token = createHash('sha256').update(row.id).digest('base64url').replace(/[-_]/g, '').slice(0, 40);
  const found = { OnlineInvoiceUrl: `https://in.xero.com/${token}` };
  return envelope(call, 'OnlineInvoices', online ? [found] : []);
}
