import type {
  AccountRow,
  AttachmentRow,
  BankTransactionRow,
  BankTransferRow,
  BatchPaymentRow,
  BrandingThemeRow,
  ContactGroupRow,
  ContactRow,
  CreditRow,
  HistoryRow,
  InvoiceRow,
  ItemRow,
  PaymentRow,
  RepeatingInvoiceRow,
  TaxRateRow,
  UserRow,
} from './rows.ts';

/** Every kind of row that the books keep, by the name of its collection. */
export interface Collections {
  readonly accounts: AccountRow;
  readonly taxRates: TaxRateRow;
  readonly items: ItemRow;
  readonly brandingThemes: BrandingThemeRow;
  readonly users: UserRow;
  readonly contacts: ContactRow;
  readonly contactGroups: ContactGroupRow;
  readonly invoices: InvoiceRow;
  readonly creditNotes: CreditRow;
  readonly prepayments: CreditRow;
  readonly overpayments: CreditRow;
  readonly payments: PaymentRow;
  readonly batchPayments: BatchPaymentRow;
  readonly bankTransactions: BankTransactionRow;
  readonly bankTransfers: BankTransferRow;
  readonly repeatingInvoices: RepeatingInvoiceRow;
  readonly attachments: AttachmentRow;
  readonly history: HistoryRow;
}

export type CollectionName = keyof Collections;

/** The rows of each collection, as plain lists; one left out is empty. */
export type RowLists = { readonly [Name in CollectionName]?: readonly Collections[Name][] };

/** An empty list for every collection. */
export function emptyLists(): Required<RowLists> {
  return {
    accounts: [],
    taxRates: [],
    items: [],
    brandingThemes: [],
    users: [],
    contacts: [],
    contactGroups: [],
    invoices: [],
    creditNotes: [],
    prepayments: [],
    overpayments: [],
    payments: [],
    batchPayments: [],
    bankTransactions: [],
    bankTransfers: [],
    repeatingInvoices: [],
    attachments: [],
    history: [],
  };
}

/** The name of every collection. */
export const COLLECTION_NAMES: readonly CollectionName[] = Object.keys(emptyLists()) as CollectionName[];
