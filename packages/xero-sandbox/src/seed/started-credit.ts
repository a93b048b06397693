import type { AllocationRow, ContactRow, CreditKind, InvoiceStatus } from '../books/rows.ts';
import type { SeedCurrency } from './currencies.ts';
import type { SeededLines } from './lines.ts';

/** A credit while the documents that use it are being made up. */
export interface StartedCredit {
  readonly id: string;
  readonly kind: CreditKind;
  readonly bill: boolean;
  readonly contact: ContactRow;
  readonly currency: SeedCurrency;
  readonly number: string | null;
  readonly lines: SeededLines;
  readonly age: number;
  /** Only for a note that is not approved, or any credit that was taken back. */
  readonly status: Exclude<InvoiceStatus, 'PAID'>;
  /** Whether what is left of it is paid back; of others some are. */
  readonly isRefunded: boolean;
  readonly bankTransactionId: string | null;
  readonly allocations: AllocationRow[];
  readonly paymentIds: string[];
  left: number;
  /** How many days ago something last happened to it. */
  lastAge: number;
  updatedAt: number;
}
