import { notFound } from '../../answers.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import { isNotModified, notModified, readModifiedSince } from '../modified-since.ts';
import { presentJournal } from '../present/journal.ts';
import type { Resource } from '../resource.ts';

/** What the ledger posted: a hundred at a time, behind the JournalNumber that `offset` names, in ascending order. */
export const journals: Resource = {
  name: 'Journals',
  scopes: ['accounting.journals'],
  endpoints: { '': { get: listJournals }, '*': { get: getJournal } },
};

const PER_CALL = 100;

/** The journals that move money; what `paymentsOnly` leaves of them. */
const PAYMENTS: ReadonlySet<string> = new Set([
  'ACCRECPAYMENT',
  'ACCPAYPAYMENT',
  'ARCREDITPAYMENT',
  'APCREDITPAYMENT',
  'CASHREC',
  'CASHPAID',
  'TRANSFER',
  'ARPREPAYMENT',
  'APPREPAYMENT',
  'AROVERPAYMENT',
  'APOVERPAYMENT',
]);

function listJournals(call: Call): Response {
  const { books, query, switches } = call;
  const entries = books.ledger.all();
  const offset = /^\d{1,9}$/.test(query.get('offset') ?? '') ? Number(query.get('offset')) : 0;
  const since = readModifiedSince(call.ifModifiedSince);
  const earliest = since === undefined || switches.modifiedSince === 'inclusive' ? since : since + 1;
  const shown: object[] = [];
  for (let index = offset; index < entries.length && shown.length < PER_CALL; index++) {
    const entry = entries[index];
    if (!entry || (earliest !== undefined && entry.createdAt < earliest)) continue;
    if (query.flag('paymentsOnly') && !PAYMENTS.has(entry.sourceType)) continue;
    shown.push(presentJournal(books, entry, index + 1));
  }
  if (isNotModified(call, since, shown.length)) return notModified();
  return envelope(call, 'Journals', shown);
}

/** One journal by its id or its number. */
function getJournal(call: Call, key = ''): Response {
  const entries = call.books.ledger.all();
  const index = /^\d{1,9}$/.test(key)
    ? Number(key) - 1
    : entries.findIndex(({ id }) => id === key.toLowerCase());
  const entry = entries[index];
  return entry ? envelope(call, 'Journals', [presentJournal(call.books, entry, index + 1)]) : notFound();
}
