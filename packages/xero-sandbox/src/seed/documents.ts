import type { RowLists } from '../books/collections.ts';
import type { CreditKind, InvoiceRow } from '../books/rows.ts';
import { advanceTransactions, seedBankTransactions } from './bank-transactions.ts';
import { seedBankTransfers } from './bank-transfers.ts';
import { creditRows, creditsOf } from './credits.ts';
import { seedInvoices } from './invoices.ts';
import { seedNotes } from './notes.ts';
import { batchRows } from './payments.ts';
import { seedRefunds } from './refunds.ts';
import { seedRepeatingInvoices } from './repeating-invoices.ts';
import { STANDALONE } from './standalone-credits.ts';
import type { Surroundings } from './surroundings.ts';

/** Every document of an organisation and what was settled on them: so many invoices, and as much else as goes with them. */
export function seedDocuments(
  around: Surroundings,
  invoiceCount: number,
): RowLists & { readonly invoices: readonly InvoiceRow[] } {
  const credits = creditsOf(around);
  const { invoices, payments, batches } = seedInvoices(around, invoiceCount, credits);
  credits.standAlone(Math.min(invoiceCount, STANDALONE.length) + Math.floor(invoiceCount / 100));
  const refunds = seedRefunds(around, credits.started);
  const rows = creditRows(around, credits.started);
  const transfers = seedBankTransfers(around, Math.min(24, Math.ceil(invoiceCount / 10)));
  const of = (kind: CreditKind) => rows.filter((row) => row.kind === kind);
  return {
    invoices,
    creditNotes: of('CreditNote'),
    prepayments: of('Prepayment'),
    overpayments: of('Overpayment'),
    payments: [...payments, ...refunds],
    batchPayments: batchRows(around, batches),
    bankTransactions: [
      ...seedBankTransactions(around, Math.ceil(invoiceCount / 15)),
      ...advanceTransactions(around, credits.started),
      ...transfers.bankTransactions,
    ],
    bankTransfers: transfers.bankTransfers,
    repeatingInvoices: seedRepeatingInvoices(around, Math.min(12, Math.ceil(invoiceCount / 8))),
    ...seedNotes(around, invoices),
  };
}
