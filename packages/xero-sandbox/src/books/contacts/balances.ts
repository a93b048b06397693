import type { Books } from '../books.ts';
import { carrying, type Document } from '../documents/documents.ts';
import { remember } from '../remember.ts';

/** What is open with a contact, in minor units of the base currency at the documents' own rates. */
export interface ContactBalance {
  readonly receivable: OpenBalance;
  readonly payable: OpenBalance;
}

export interface OpenBalance {
  /** Amounts due less credit that remains. */
  outstanding: number;
  /** Amounts due on documents whose due date has passed. */
  overdue: number;
}

/**
 * The balance of each contact with an open document, by the contact's id, as of the organisation's today. One
 * pass over the documents serves every contact until a document or the day changes.
 */
export function balancesOf(books: Books): ReadonlyMap<string, ContactBalance> {
  const kept = remembered(books);
  // Asking for the date is slow, and it changes on a full minute in every zone.
  const minute = Math.floor(books.now() / 60_000);
  if (minute !== kept.minute) {
    const today = books.today();
    if (today !== kept.today) kept.balances = undefined;
    Object.assign(kept, { minute, today });
  }
  kept.balances ??= workOut(books, kept.today);
  return kept.balances;
}

interface Kept {
  minute: number;
  today: string;
  balances: ReadonlyMap<string, ContactBalance> | undefined;
}

const remembered = remember(
  ['invoices', 'creditNotes', 'prepayments', 'overpayments'],
  (): Kept => ({ minute: Number.NaN, today: '', balances: undefined }),
);

function workOut(books: Books, today: string): Map<string, ContactBalance> {
  const balances = new Map<string, ContactBalance>();
  const add = (document: Document, isReceivable: boolean, dueDate: string | null) => {
    const base = carrying(books, document);
    if (base === 0) return;
    const { contactId } = document.row;
    let balance = balances.get(contactId);
    if (!balance) {
      balance = { receivable: nothing(), payable: nothing() };
      balances.set(contactId, balance);
    }
    const side = isReceivable ? balance.receivable : balance.payable;
    const amount = isReceivable ? base : -base;
    side.outstanding += amount;
    if (dueDate !== null && dueDate < today) side.overdue += amount;
  };
  for (const row of books.invoices.all()) {
    if (row.status === 'AUTHORISED') add({ kind: 'Invoice', row }, row.type === 'ACCREC', row.dueDate);
  }
  const { creditNotes, prepayments, overpayments } = books.rows;
  const [debtors, creditors] = [books.chart.system('DEBTORS'), books.chart.system('CREDITORS')];
  for (const rows of [creditNotes, prepayments, overpayments]) {
    for (const row of rows.all()) {
      const isReceivable = row.controlAccountId === debtors;
      const counts = isReceivable || row.controlAccountId === creditors;
      if (row.status === 'AUTHORISED' && counts) add({ kind: row.kind, row }, isReceivable, null);
    }
  }
  return balances;
}

function nothing(): OpenBalance {
  return { outstanding: 0, overdue: 0 };
}
