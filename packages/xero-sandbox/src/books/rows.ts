/** What every row has: an id and the UTC instant, in milliseconds, of its last change. */
export interface Row {
  readonly id: string;
  readonly updatedAt: number;
}

export interface OrganisationRow {
  readonly tenantId: string;
  readonly name: string;
  readonly baseCurrency: string;
  readonly countryCode: string;
  readonly timezone: string;
  readonly shortCode: string;
  readonly createdAt: number;
  readonly isDemoCompany: boolean;
  readonly periodLockDate: string | null;
  readonly endOfYearLockDate: string | null;
}

export interface AccountRow extends Row {
  readonly code: string | null;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly class: AccountClass;
  /** A deleted one is found no more. */
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
  readonly taxType: string;
  readonly enablePaymentsToAccount: boolean;
  readonly bankAccountNumber: string | null;
  /** The currency of a bank account; null for every other account. */
  readonly currency: string | null;
  readonly systemAccount: SystemAccount | null;
}

export type AccountClass = 'ASSET' | 'LIABILITY' | 'EQUITY' | 'REVENUE' | 'EXPENSE';

/** The accounts that Xero posts to by itself. */
export type SystemAccount =
  | 'DEBTORS'
  | 'CREDITORS'
  | 'GST'
  | 'ROUNDING'
  | 'REALISEDCURRENCYGAIN'
  | 'RETAINEDEARNINGS';

export interface TaxRateRow extends Row {
  readonly name: string;
  readonly taxType: string;
  /** Per cent, as decimal text. */
  readonly rate: string;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
  readonly reportTaxType: string;
  readonly appliesTo: readonly AccountClass[];
  readonly components: readonly {
    readonly name: string;
    readonly rate: string;
    readonly compound: boolean;
  }[];
}

export interface ItemDetails {
  readonly unitPrice: string | null;
  readonly accountCode: string | null;
  readonly taxType: string | null;
}

export interface ItemRow extends Row {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly purchaseDescription: string;
  readonly sales: ItemDetails | null;
  readonly purchases: ItemDetails | null;
}

export interface BrandingThemeRow extends Row {
  readonly name: string;
  /** 0 is the default theme. */
  readonly sortOrder: number;
  readonly createdAt: number;
}

export interface ContactGroupRow extends Row {
  readonly name: string;
  readonly status: 'ACTIVE' | 'DELETED';
  readonly contactIds: readonly string[];
}

/** A person of the organisation itself, as GET /Users lists them. */
export interface UserRow extends Row {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isSubscriber: boolean;
  readonly role: string;
}

export interface ContactPersonRow {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly includeInEmails: boolean;
}

export interface AddressRow {
  readonly type: 'STREET' | 'POBOX';
  readonly lines: readonly string[];
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly attentionTo: string;
}

export interface PhoneRow {
  readonly type: 'DEFAULT' | 'DDI' | 'FAX' | 'MOBILE';
  readonly number: string;
  readonly areaCode: string;
  readonly countryCode: string;
}

/** When a contact's bills or invoices fall due. */
export interface PaymentTermRow {
  readonly day: number;
  readonly type: 'DAYSAFTERBILLDATE' | 'DAYSAFTERBILLMONTH' | 'OFCURRENTMONTH' | 'OFFOLLOWINGMONTH';
}

export interface ContactRow extends Row {
  readonly name: string;
  readonly number: string | null;
  readonly accountNumber: string | null;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST';
  readonly mergedToContactId: string | null;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyNumber: string;
  readonly taxNumber: string;
  readonly bankAccountDetails: string;
  readonly website: string;
  readonly persons: readonly ContactPersonRow[];
  readonly addresses: readonly AddressRow[];
  readonly phones: readonly PhoneRow[];
  readonly currency: string | null;
  readonly paymentTerms: { readonly bills: PaymentTermRow | null; readonly sales: PaymentTermRow | null };
  readonly isCustomer: boolean;
  readonly isSupplier: boolean;
}

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

/** Amounts are decimal text: the currency's decimals for money, four for quantities, up to four for unit prices. */
export interface LineRow {
  readonly id: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: string;
  readonly discountRate: string | null;
  /** Empty on a draft's line that names no account yet. */
  readonly accountCode: string;
  readonly itemCode: string | null;
  readonly taxType: string;
  readonly taxAmount: string;
  readonly lineAmount: string;
}

/** A document with priced lines, whatever it is for. */
export interface PricedRow extends Row {
  readonly reference: string;
  /** `YYYY-MM-DD` in the organisation's zone, as every date below. */
  readonly date: string;
  readonly lineAmountTypes: LineAmountTypes;
  readonly currency: string;
  /** Units of the document's currency for one unit of the base currency. */
  readonly currencyRate: string;
  readonly lines: readonly LineRow[];
  readonly subTotal: string;
  readonly totalTax: string;
  readonly total: string;
}

/** Whether money comes in (a sales invoice) or goes out (a bill). */
export type InvoiceType = 'ACCREC' | 'ACCPAY';

export type InvoiceStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';

export type CreditKind = 'CreditNote' | 'Prepayment' | 'Overpayment';

/** A credit note, prepayment or overpayment, as far as it was applied to one invoice. */
export interface AppliedCredit {
  readonly allocationId: string;
  readonly kind: CreditKind;
  /** The credit's id. */
  readonly id: string;
  readonly number: string | null;
  readonly date: string;
  readonly amount: string;
}

/** An invoice or bill. `amountDue + amountPaid + amountCredited = total` unless it was voided or deleted. */
export interface InvoiceRow extends PricedRow {
  readonly type: InvoiceType;
  readonly status: InvoiceStatus;
  readonly number: string;
  readonly contactId: string;
  readonly dueDate: string | null;
  readonly expectedPaymentDate: string | null;
  readonly plannedPaymentDate: string | null;
  readonly fullyPaidOn: string | null;
  readonly amountDue: string;
  readonly amountPaid: string;
  readonly amountCredited: string;
  readonly paymentIds: readonly string[];
  readonly credits: readonly AppliedCredit[];
  readonly sentToContact: boolean;
  readonly brandingThemeId: string | null;
  readonly url: string | null;
  readonly createdByApp: string | null;
}

type CreditType =
  | 'ACCRECCREDIT'
  | 'ACCPAYCREDIT'
  | 'RECEIVE-OVERPAYMENT'
  | 'SPEND-OVERPAYMENT'
  | 'RECEIVE-PREPAYMENT'
  | 'SPEND-PREPAYMENT';

/** A part of a credit that was applied to an invoice. */
export interface AllocationRow {
  readonly id: string;
  readonly invoiceId: string;
  readonly amount: string;
  readonly date: string;
}

/**
 * A credit note, prepayment or overpayment. `remaining` is the total less what was allocated and refunded,
 * and 0 once it was voided or deleted.
 */
export interface CreditRow extends PricedRow {
  readonly kind: CreditKind;
  readonly type: CreditType;
  readonly status: InvoiceStatus;
  /** A credit note's number; null for the other kinds. */
  readonly number: string | null;
  readonly contactId: string;
  readonly dueDate: string | null;
  readonly fullyPaidOn: string | null;
  readonly remaining: string;
  readonly allocations: readonly AllocationRow[];
  /** Refunds of it. */
  readonly paymentIds: readonly string[];
  /** The account on which the remaining credit stands: receivables, payables or customer prepayments. */
  readonly controlAccountId: string;
  /** The bank transaction that a prepayment or overpayment came with. */
  readonly bankTransactionId: string | null;
  readonly sentToContact: boolean;
  readonly brandingThemeId: string | null;
  readonly createdByApp: string | null;
}

export type PaymentType =
  | 'ACCRECPAYMENT'
  | 'ACCPAYPAYMENT'
  | 'ARCREDITPAYMENT'
  | 'APCREDITPAYMENT'
  | 'AROVERPAYMENTPAYMENT'
  | 'ARPREPAYMENTPAYMENT'
  | 'APPREPAYMENTPAYMENT'
  | 'APOVERPAYMENTPAYMENT';

export interface PaymentRow extends Row {
  readonly type: PaymentType;
  /** What was paid, or refunded when it is a credit. */
  readonly document: { readonly kind: 'Invoice' | CreditKind; readonly id: string };
  readonly accountId: string;
  readonly date: string;
  /** In the document's currency. */
  readonly amount: string;
  /** Units of the document's currency for one unit of the base currency, on the day of the payment. */
  readonly currencyRate: string;
  /** In the currency of the account. */
  readonly bankAmount: string;
  readonly reference: string;
  readonly status: 'AUTHORISED' | 'DELETED';
  readonly isReconciled: boolean;
  readonly batchPaymentId: string | null;
  readonly createdByApp: string | null;
}

export interface BatchPaymentRow extends Row {
  readonly type: 'RECBATCH' | 'PAYBATCH';
  readonly accountId: string;
  readonly date: string;
  readonly reference: string;
  readonly narrative: string;
  readonly status: 'AUTHORISED' | 'DELETED';
  readonly totalAmount: string;
  readonly paymentIds: readonly string[];
  readonly isReconciled: boolean;
}

export type BankTransactionType =
  | 'RECEIVE'
  | 'SPEND'
  | 'RECEIVE-OVERPAYMENT'
  | 'RECEIVE-PREPAYMENT'
  | 'SPEND-OVERPAYMENT'
  | 'SPEND-PREPAYMENT'
  | 'RECEIVE-TRANSFER'
  | 'SPEND-TRANSFER';

export interface BankTransactionRow extends PricedRow {
  readonly type: BankTransactionType;
  readonly status: 'AUTHORISED' | 'DELETED' | 'VOIDED';
  /** Null for the two sides of a transfer. */
  readonly contactId: string | null;
  readonly bankAccountId: string;
  readonly isReconciled: boolean;
  readonly url: string | null;
  /** The prepayment or overpayment that came with it. */
  readonly creditId: string | null;
}

/** A transfer between two bank accounts; `updatedAt` holds its CreatedDateUTC, the only instant that it has. */
export interface BankTransferRow extends Row {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amount: string;
  readonly date: string;
  readonly reference: string;
  readonly currencyRate: string;
  readonly fromTransactionId: string;
  readonly toTransactionId: string;
  readonly status: 'AUTHORISED' | 'DELETED';
}

export interface RepeatingInvoiceRow extends PricedRow {
  readonly type: InvoiceType;
  readonly status: 'DRAFT' | 'AUTHORISED' | 'DELETED';
  readonly contactId: string;
  readonly schedule: {
    readonly period: number;
    readonly unit: 'WEEKLY' | 'MONTHLY';
    readonly dueDate: number;
    readonly dueDateType: string;
    readonly startDate: string;
    readonly nextScheduledDate: string;
    readonly endDate: string | null;
  };
}

export interface AttachmentRow extends Row {
  /** The id of the document or contact that it hangs on. */
  readonly ownerId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly includeOnline: boolean;
  readonly length: number;
  readonly base64: string;
}

/** One line of the history of a document or contact; `updatedAt` is when it was written. */
export interface HistoryRow extends Row {
  readonly ownerId: string;
  readonly changes: string;
  readonly details: string;
  readonly user: string;
}
