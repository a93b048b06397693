import Big from 'big.js';
import type { Books } from './books.ts';
import { carrying } from './documents/documents.ts';
import { fromMinor, money } from './money.ts';
import type { CreditRow, InvoiceStatus, InvoiceType } from './rows.ts';

/** What the books hold, summed up: for comparing a client's copy with the original. */
export interface Truth {
  /** How many invoices and bills there are of each status. */
  readonly invoices: Record<InvoiceType, Record<InvoiceStatus, number>>;
  /** Currency → what customers owe on approved sales invoices, as decimal text. */
  readonly due: Record<string, string>;
  /** Currency → what customers have on credit: credit notes, overpayments and prepayments not yet used. */
  readonly credit: Record<string, string>;
  /** What customers owe less what stands to their credit in receivables, in the base currency. */
  readonly receivables: string;
  /** The same as the ledger has it; never anything else. */
  readonly ledgerReceivables: string;
  readonly contacts: { readonly active: number; readonly archived: number };
  readonly payments: { readonly authorised: number; readonly deleted: number };
}

/** Counts and sums everything anew, from the rows themselves. */
export function truth(books: Books): Truth {
  const invoices = { ACCREC: noInvoices(), ACCPAY: noInvoices() };
  const [due, credit] = [new Totals(), new Totals()];
  const debtors = books.chart.system('DEBTORS');
  let receivables = 0;
  for (const row of books.invoices.all()) {
    invoices[row.type][row.status] += 1;
    if (row.type !== 'ACCREC' || row.status !== 'AUTHORISED') continue;
    due.add(row.currency, row.amountDue);
    receivables += carrying(books, { kind: 'Invoice', row });
  }
  for (const row of openCredits(books)) {
    credit.add(row.currency, row.remaining);
    if (row.controlAccountId === debtors) receivables += carrying(books, { kind: row.kind, row });
  }
  const contacts = books.contacts.all();
  const payments = books.payments.all();
  const active = contacts.filter((row) => row.status === 'ACTIVE').length;
  const authorised = payments.filter((row) => row.status === 'AUTHORISED').length;
  return {
    invoices,
    due: due.written(),
    credit: credit.written(),
    receivables: fromMinor(receivables, books.baseCurrency),
    ledgerReceivables: fromMinor(books.ledger.balances('9999-12-31').get(debtors) ?? 0, books.baseCurrency),
    contacts: { active, archived: contacts.length - active },
    payments: { authorised, deleted: payments.length - authorised },
  };
}

/** Approved credits of customers of which something remains. */
function openCredits(books: Books): CreditRow[] {
  const { creditNotes, prepayments, overpayments } = books.rows;
  return [creditNotes, prepayments, overpayments].flatMap((rows) =>
    rows.all().filter(({ type, status }) => status === 'AUTHORISED' && /^(ACCREC|RECEIVE)/.test(type)),
  );
}

class Totals {
  readonly #sums = new Map<string, Big>();

  add(currency: string, amount: string): void {
    this.#sums.set(currency, (this.#sums.get(currency) ?? new Big(0)).plus(amount));
  }

  written(): Record<string, string> {
    return Object.fromEntries(
      [...this.#sums].sort().map(([currency, amount]) => [currency, money(amount, currency)]),
    );
  }
}

function noInvoices(): Record<InvoiceStatus, number> {
  return { DRAFT: 0, SUBMITTED: 0, AUTHORISED: 0, PAID: 0, VOIDED: 0, DELETED: 0 };
}
