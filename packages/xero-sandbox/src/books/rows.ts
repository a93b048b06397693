/** Whether money comes in (a sales invoice) or goes out (a bill). */
export type InvoiceType = 'ACCREC' | 'ACCPAY';

export type InvoiceStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

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
  readonly type: string;
  readonly class: string;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly taxType: string;
  readonly enablePaymentsToAccount: boolean;
  readonly bankAccountNumber: string | null;
  readonly currency: string | null;
  readonly systemAccount: string | null;
}

export interface ContactRow extends Row {
  readonly name: string;
  readonly number: string | null;
  readonly accountNumber: string | null;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly country: string;
  readonly currency: string | null;
  readonly isCustomer: boolean;
  readonly isSupplier: boolean;
}

/** Amounts are decimal text: two places for money, up to four for quantities and unit prices. */
export interface LineRow {
  readonly id: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: string;
  readonly discountRate: string | null;
  readonly accountCode: string;
  readonly itemCode: string | null;
  readonly taxType: string;
  readonly taxAmount: string;
  readonly lineAmount: string;
}

/** A credit note, prepayment or overpayment, as far as it was applied to one invoice. */
export interface AppliedCredit {
  readonly kind: 'CreditNote' | 'Prepayment' | 'Overpayment';
  readonly id: string;
  readonly number: string | null;
  readonly date: string;
  readonly amount: string;
}

/** An invoice or bill. `amountDue + amountPaid + amountCredited = total` once it was approved. */
export interface InvoiceRow extends Row {
  readonly type: InvoiceType;
  readonly status: InvoiceStatus;
  readonly number: string;
  readonly reference: string;
  readonly contactId: string;
  readonly date: string;
  readonly dueDate: string | null;
  readonly fullyPaidOn: string | null;
  readonly lineAmountTypes: LineAmountTypes;
  readonly currency: string;
  readonly currencyRate: string;
  readonly lines: readonly LineRow[];
  readonly subTotal: string;
  readonly totalTax: string;
  readonly total: string;
  readonly amountDue: string;
  readonly amountPaid: string;
  readonly amountCredited: string;
  readonly paymentIds: readonly string[];
  readonly credits: readonly AppliedCredit[];
  readonly sentToContact: boolean;
  readonly createdByApp: string | null;
}

export interface PaymentRow extends Row {
  readonly invoiceId: string;
  readonly accountId: string;
  readonly date: string;
  readonly amount: string;
  readonly currencyRate: string;
  readonly reference: string;
  readonly status: 'AUTHORISED' | 'DELETED';
}
