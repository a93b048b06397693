import Big from 'big.js';
import type { Books } from './books.ts';
import type { InvoiceStatus, InvoiceType } from './rows.ts';

/** What the books hold, summed up: for comparing a client's copy with the original. */
export interface Truth {
  /** How many invoices and bills there are of each status. */
  readonly invoices: Record<InvoiceType, Record<InvoiceStatus, number>>;
  /** Currency → what customers owe on approved sales invoices, as decimal text. */
  readonly due: Record<string, string>;
  readonly contacts: { readonly active: number; readonly archived: number };
  readonly payments: { readonly authorised: number; readonly deleted: number };
}

/** Counts and sums everything anew, from the rows themselves. */
export function truth(books: Books): Truth {
  const invoices = { ACCREC: noInvoices(), ACCPAY: noInvoices() };
  const due = new Map<string, Big>();
  for (const row of books.invoices.all()) {
    invoices[row.type][row.status] += 1;
    if (row.type === 'ACCREC' && row.status === 'AUTHORISED') {
      due.set(row.currency, (due.get(row.currency) ?? new Big(0)).plus(row.amountDue));
    }
  }
  const contacts = books.contacts.all();
  const payments = books.payments.all();
  const active = contacts.filter((row) => row.status === 'ACTIVE').length;
  const authorised = payments.filter((row) => row.status === 'AUTHORISED').length;
  return {
    invoices,
    due: Object.fromEntries([...due].sort().map(([currency, amount]) => [currency, amount.toFixed(2)])),
    contacts: { active, archived: contacts.length - active },
    payments: { authorised, deleted: payments.length - authorised },
  };
}

function noInvoices(): Record<InvoiceStatus, number> {
  return { DRAFT: 0, SUBMITTED: 0, AUTHORISED: 0, PAID: 0, VOIDED: 0, DELETED: 0 };
}
