import { notFound } from '../answers.ts';
import { invoiceByNumber } from '../books/find.ts';
import type { InvoiceRow } from '../books/rows.ts';
import type { Call } from './call.ts';
import { envelope } from './envelope.ts';
import { amount, date, type Fields, flag, guid, instant, text } from './fields.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { answerList } from './list.ts';
import { type Detail, invoiceJson, presentInvoice } from './present-invoice.ts';

const FIELDS: Fields<InvoiceRow> = {
  type: text((row) => row.type),
  status: text((row) => row.status),
  invoiceid: guid((row) => row.id),
  invoicenumber: text((row) => row.number),
  reference: text((row) => row.reference || null),
  'contact.contactid': guid((row) => row.contactId),
  'contact.name': text((row, books) => books.contacts.get(row.contactId)?.name ?? null),
  'contact.contactnumber': text((row, books) => books.contacts.get(row.contactId)?.number ?? null),
  date: date((row) => row.date),
  duedate: date((row) => row.dueDate),
  fullypaidondate: date((row) => row.fullyPaidOn),
  currencycode: text((row) => row.currency),
  lineamounttypes: text((row) => row.lineAmountTypes),
  subtotal: amount((row) => row.subTotal),
  totaltax: amount((row) => row.totalTax),
  total: amount((row) => row.total),
  amountdue: amount((row) => row.amountDue),
  amountpaid: amount((row) => row.amountPaid),
  amountcredited: amount((row) => row.amountCredited),
  senttocontact: flag((row) => row.sentToContact),
  updateddateutc: instant((row) => row.updatedAt),
};

/** GET /Invoices: paged with `page`, `Statuses` or `summaryOnly`; only pages carry lines. */
export function listInvoices(call: Call): Response {
  const { books, query } = call;
  const [ids, numbers, contacts, statuses] = ['IDs', 'InvoiceNumbers', 'ContactIDs', 'Statuses'].map((name) =>
    query.list(name),
  );
  const term = query.get('searchTerm')?.toLowerCase();
  const summary = query.flag('summaryOnly');
  const paged = summary || statuses !== undefined || query.get('page') !== undefined;
  const detail: Detail = summary ? 'summary' : paged ? 'full' : 'without lines';
  return answerList(call, {
    collection: 'Invoices',
    rows: books.invoices,
    fields: FIELDS,
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
    present: (row) => presentInvoice(books, row, detail),
    json: detail === 'full' ? (row) => invoiceJson(books, row) : undefined,
  });
}

/** GET /Invoices/{InvoiceID or InvoiceNumber}: with `Accept: application/pdf` the printed invoice. */
export async function getInvoice(call: Call, key: string): Promise<Response> {
  const { books } = call;
  const row = books.invoices.get(key.toLowerCase()) ?? invoiceByNumber(books, key);
  if (!row) return notFound();
  if (!/\bapplication\/pdf\b/i.test(call.accept)) {
    return envelope(call, 'Invoices', [presentInvoice(books, row, 'full')]);
  }
  return new Response(await invoicePdf(books, row), { headers: { 'content-type': 'application/pdf' } });
}
