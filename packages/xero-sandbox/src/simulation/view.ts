import type { Envelope } from '../test-client.ts';

/** What a client sees of the books at one moment, read through the API. */
export interface View {
  readonly invoices: readonly InvoiceSeen[];
  readonly credits: readonly CreditSeen[];
  readonly payments: readonly PaymentSeen[];
  readonly batches: readonly BatchSeen[];
  readonly bankTransactions: readonly BankTransactionSeen[];
  readonly transfers: readonly TransferSeen[];
  readonly contacts: readonly ContactSeen[];
  readonly accounts: readonly AccountSeen[];
  readonly journals: readonly JournalSeen[];
}

interface OfContact {
  readonly Contact: { readonly ContactID: string };
}

export interface InvoiceSeen extends OfContact {
  readonly InvoiceID: string;
  readonly InvoiceNumber: string;
  readonly Type: 'ACCREC' | 'ACCPAY';
  readonly Status: string;
  readonly Date: string;
  readonly FullyPaidOnDate?: string;
  readonly CurrencyCode: string;
  readonly CurrencyRate: number;
  readonly SubTotal: number;
  readonly TotalTax: number;
  readonly Total: number;
  readonly AmountDue: number;
  readonly AmountPaid: number;
  readonly AmountCredited: number;
  readonly Payments: readonly { readonly PaymentID: string; readonly Amount: number }[];
  readonly CreditNotes: readonly AppliedSeen[];
  readonly Prepayments: readonly AppliedSeen[];
  readonly Overpayments: readonly AppliedSeen[];
  readonly LineItems: readonly LineSeen[];
  readonly UpdatedDateUTC: string;
}

interface LineSeen {
  readonly LineItemID: string;
  readonly Description: string;
  readonly Quantity: number;
  readonly UnitAmount: number;
  readonly LineAmount: number;
  readonly TaxAmount: number;
}

interface AppliedSeen {
  readonly ID: string;
  readonly AppliedAmount: number;
}

export interface CreditSeen extends OfContact {
  readonly ID: string;
  readonly Type: string;
  readonly Status: string;
  readonly Date: string;
  readonly CurrencyCode: string;
  readonly CurrencyRate: number;
  readonly Total: number;
  readonly RemainingCredit: number;
  readonly LineItems: readonly LineSeen[];
  readonly Allocations: readonly AllocationSeen[];
  readonly Payments: readonly { readonly PaymentID: string; readonly Amount: number }[];
  readonly UpdatedDateUTC: string;
}

interface AllocationSeen {
  readonly AllocationID: string;
  readonly Amount: number;
  readonly Date: string;
  readonly Invoice: { readonly InvoiceID: string };
}

interface PaymentSeen {
  readonly PaymentID: string;
  readonly PaymentType: string;
  readonly Status: string;
  readonly Date: string;
  readonly Amount: number;
  readonly BankAmount: number;
  readonly CurrencyRate: number;
  readonly Account: { readonly AccountID: string };
  readonly BatchPaymentID?: string;
  readonly IsReconciled: boolean;
  readonly Invoice?: { readonly InvoiceID: string };
  readonly UpdatedDateUTC: string;
}

interface BatchSeen {
  readonly BatchPaymentID: string;
  readonly Status: string;
  readonly TotalAmount: number;
  readonly UpdatedDateUTC: string;
  readonly Payments: readonly { readonly PaymentID: string; readonly BankAmount: number }[];
}

interface BankTransactionSeen {
  readonly BankTransactionID: string;
  readonly Type: string;
  readonly Status: string;
  readonly Total: number;
  readonly CurrencyRate: number;
  readonly BankAccount: { readonly AccountID: string };
  readonly UpdatedDateUTC: string;
}

interface TransferSeen {
  readonly BankTransferID: string;
  readonly Status: string;
  readonly Amount: number;
  readonly CurrencyRate: number;
  readonly FromBankAccount: { readonly AccountID: string };
  readonly ToBankAccount: { readonly AccountID: string };
  readonly CreatedDateUTC: string;
}

interface ContactSeen {
  readonly ContactID: string;
  readonly ContactStatus: string;
  readonly UpdatedDateUTC: string;
  readonly Name: string;
  readonly Balances?: {
    readonly AccountsReceivable: { readonly Outstanding: number };
    readonly AccountsPayable: { readonly Outstanding: number };
  };
}

interface AccountSeen {
  readonly UpdatedDateUTC: string;
  readonly AccountID: string;
  readonly Code: string;
  readonly Type: string;
  readonly CurrencyCode?: string;
  readonly SystemAccount?: string;
}

interface JournalSeen {
  readonly JournalNumber: number;
  readonly JournalDate: string;
  readonly SourceID: string;
  readonly SourceType: string;
  readonly JournalLines: readonly {
    readonly AccountID: string;
    readonly NetAmount: number;
    readonly TaxAmount: number;
    readonly GrossAmount: number;
  }[];
}

type Read = (path: string) => Promise<Envelope>;

const PAGE = 'page=1&pageSize=1000';

/** Reads everything that a client can see; journals only those that the former view does not have yet. */
export async function readView(read: Read, former?: View): Promise<View> {
  const all = async <T extends Stamped>(path: string, collection: string) =>
    steady((await read(path))[collection] as T[]);
  const [invoices, notes, overpayments, prepayments, payments, batches] = await Promise.all([
    all<InvoiceSeen>(`Invoices?${PAGE}`, 'Invoices'),
    all<CreditSeen>(`CreditNotes?${PAGE}`, 'CreditNotes'),
    all<CreditSeen>(`Overpayments?${PAGE}`, 'Overpayments'),
    all<CreditSeen>(`Prepayments?${PAGE}`, 'Prepayments'),
    all<PaymentSeen>(`Payments?${PAGE}`, 'Payments'),
    all<BatchSeen>('BatchPayments', 'BatchPayments'),
  ]);
  const [bankTransactions, transfers, contacts, accounts, journals] = await Promise.all([
    all<BankTransactionSeen>(`BankTransactions?${PAGE}`, 'BankTransactions'),
    all<TransferSeen>('BankTransfers?includeDeleted=true', 'BankTransfers'),
    all<ContactSeen>(`Contacts?${PAGE}&includeArchived=true`, 'Contacts'),
    former ? former.accounts : all<AccountSeen>('Accounts', 'Accounts'),
    readJournals(read, former?.journals ?? []),
  ]);
  const credits = [...notes, ...overpayments, ...prepayments];
  return { invoices, credits, payments, batches, bankTransactions, transfers, contacts, accounts, journals };
}

async function readJournals(read: Read, former: readonly JournalSeen[]): Promise<readonly JournalSeen[]> {
  const journals = [...former];
  for (;;) {
    const envelope = await read(`Journals?offset=${journals.length}`);
    const more = envelope.Journals as readonly JournalSeen[];
    journals.push(...more);
    if (more.length < 100) return journals;
  }
}

/**
 * The rows in an order that does not hang on their ids, which are other ones in each run: those with one stamp
 * follow each other by all else that they say.
 */
function steady<T extends Stamped>(rows: readonly T[]): readonly T[] {
  const stamp = (row: T) => stampOf(row.UpdatedDateUTC ?? row.CreatedDateUTC ?? '0');
  const said = (row: T) => JSON.stringify(row).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
  return [...rows].sort((left, right) => stamp(left) - stamp(right) || (said(left) < said(right) ? -1 : 1));
}

interface Stamped {
  readonly UpdatedDateUTC?: string;
  readonly CreatedDateUTC?: string;
}

/** The calendar date of a wire date, `YYYY-MM-DD`. */
export function dayOf(wire: string): string {
  return new Date(stampOf(wire)).toISOString().slice(0, 10);
}

/** The milliseconds of a wire instant. */
export function stampOf(wire: string): number {
  return Number(/-?\d+/.exec(wire)?.[0]);
}
