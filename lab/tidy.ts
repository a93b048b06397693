import { messagesOf, refusalOf, rowsOf } from './answer.ts';
import { type Row, rowsIn, text } from './json.ts';
import type { Kind } from './written.ts';
import type { Xero } from './xero.ts';

/** What became of the records that a run wrote. */
export interface Tidied {
  /** Lines such as `12 invoices voided or deleted`. */
  readonly undone: string[];
  /** What could not be taken back, and why. */
  readonly left: string[];
}

const AT_ONCE = 50;

/**
 * Takes back all that the run wrote, also what a lost answer kept from it: batches and payments first, then
 * allocations, then documents, then contacts. Goes on after a failure and tells what is left.
 */
export async function tidy(xero: Xero): Promise<Tidied> {
  const tidied: Tidied = { undone: [], left: [] };
  xero.tidying = true;
  try {
    for (const [what, step] of STEPS) {
      try {
        const count = await step(xero, tidied.left);
        if (count > 0) tidied.undone.push(`${count} ${what}`);
      } catch (error) {
        tidied.left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    xero.tidying = false;
  }
  return tidied;
}

type Step = (xero: Xero, left: string[]) => Promise<number>;

const STEPS: readonly [what: string, step: Step][] = [
  ['found by their mark', findLost],
  ['batches of payments deleted', (xero, left) => endEach(xero, 'BatchPayments', left)],
  ['payments deleted', (xero, left) => endEach(xero, 'Payments', left)],
  ['allocations removed', removeAllocations],
  ['credit notes voided or deleted', (xero, left) => endDocuments(xero, 'CreditNotes', 'CreditNoteID', left)],
  ['invoices voided or deleted', (xero, left) => endDocuments(xero, 'Invoices', 'InvoiceID', left)],
  ['contacts archived', archiveContacts],
];

/** Looks for records whose making was never answered. A server may ignore the search, so each row's mark is read. */
async function findLost({ written, get }: Xero): Promise<number> {
  if (KINDS.every((kind) => written.ids(kind).length === 0)) return 0;
  const term = encodeURIComponent(written.mark);
  let found = 0;
  for (const [kind, names] of SEARCHED) {
    const answer = await get(`${kind}?searchTerm=${term}&page=1&pageSize=1000`);
    if (answer.status !== 200) continue;
    const own = rowsOf(answer).filter((row) =>
      names.some((name) => text(row, name).startsWith(written.mark)),
    );
    const before = written.ids(kind).length;
    written.remember({ [kind]: own.filter((row) => text(row, 'ContactStatus') !== 'ARCHIVED') });
    found += written.ids(kind).length - before;
  }
  return found;
}

const KINDS: readonly Kind[] = ['Contacts', 'Invoices', 'CreditNotes'];
const SEARCHED: readonly [Kind, string[]][] = [
  ['Invoices', ['Reference', 'InvoiceNumber']],
  ['Contacts', ['Name']],
];

async function endEach(xero: Xero, kind: 'BatchPayments' | 'Payments', left: string[]): Promise<number> {
  let ended = 0;
  for (const id of xero.written.ids(kind)) {
    const [row] = rowsOf(await xero.get(`${kind}/${id}`));
    if (text(row, 'Status') === 'DELETED') continue;
    const answer = await xero.send('POST', `${kind}/${id}`, { Status: 'DELETED' });
    if (refusalOf(answer) === 'accepted') ended += 1;
    else left.push(`a record among ${kind} (${refusalOf(answer)})`);
  }
  return ended;
}

async function removeAllocations(xero: Xero, left: string[]): Promise<number> {
  let removed = 0;
  for (const id of xero.written.ids('CreditNotes')) {
    const [note] = rowsOf(await xero.get(`CreditNotes/${id}`));
    xero.written.remember({ CreditNotes: note ? [note] : [] });
    for (const allocation of rowsIn(note?.Allocations)) {
      const path = `CreditNotes/${id}/Allocations/${text(allocation, 'AllocationID')}`;
      const answer = await xero.send('DELETE', path);
      if (answer.status < 300) removed += 1;
      else left.push(`the allocation of a credit note (${refusalOf(answer)})`);
    }
  }
  return removed;
}

const ENDS: Readonly<Record<string, string>> = {
  DRAFT: 'DELETED',
  SUBMITTED: 'DELETED',
  AUTHORISED: 'VOIDED',
  PAID: 'VOIDED',
};

async function endDocuments(
  xero: Xero,
  kind: 'Invoices' | 'CreditNotes',
  idName: string,
  left: string[],
): Promise<number> {
  let ended = 0;
  const ids = xero.written.ids(kind);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows: Row[] = [];
    const some = ids.slice(start, start + AT_ONCE);
    if (kind === 'Invoices')
      rows.push(...(await xero.rows(`Invoices?IDs=${some.join(',')}&page=1&pageSize=1000`)));
    else for (const id of some) rows.push(...(await xero.rows(`CreditNotes/${id}`)));
    const open = rows.filter((row) => text(row, 'Status') in ENDS);
    ended += await endRows(
      xero,
      kind,
      open.map((row) => ({ [idName]: text(row, idName), Status: ENDS[text(row, 'Status')] })),
      left,
    );
  }
  return ended;
}

async function archiveContacts(xero: Xero, left: string[]): Promise<number> {
  let archived = 0;
  const ids = xero.written.ids('Contacts');
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE).join(',');
    const active = await xero.rows(`Contacts?IDs=${some}&page=1&pageSize=1000`);
    const ends = active.map((row) => ({ ContactID: text(row, 'ContactID'), ContactStatus: 'ARCHIVED' }));
    archived += await endRows(xero, 'Contacts', ends, left);
  }
  return archived;
}

/** Writes the last status of many records at once, each judged for itself. */
async function endRows(xero: Xero, kind: Kind, ends: readonly object[], left: string[]): Promise<number> {
  if (ends.length === 0) return 0;
  const rows = rowsOf(await xero.send('POST', `${kind}?summarizeErrors=false`, { [kind]: ends }));
  const refused = rows.filter((row) => text(row, 'StatusAttributeString') === 'ERROR');
  for (const row of refused)
    left.push(
      `a record among ${kind} (${messagesOf({ status: 200, headers: new Headers(), text: '', body: { [kind]: [row] } }).join(' + ')})`,
    );
  return ends.length - refused.length;
}
