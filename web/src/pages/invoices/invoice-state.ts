import type { Invoice } from '@ledgerport/portal/schemas';
import type { Tone } from '../../components/status-badge.tsx';

type InvoiceState = { label: string; tone: Tone };

const STATES: Record<Invoice['status'], InvoiceState> = {
  draft: { label: 'Draft', tone: 'neutral' },
  submitted: { label: 'Submitted', tone: 'neutral' },
  authorised: { label: 'Open', tone: 'info' },
  paid: { label: 'Paid', tone: 'good' },
  voided: { label: 'Voided', tone: 'neutral' },
  deleted: { label: 'Deleted', tone: 'neutral' },
  unknown: { label: 'Unknown', tone: 'warning' },
};

const NOTHING_OWED: Partial<Record<Invoice['status'], string>> = {
  draft: 'This invoice is a draft in Xero: nothing is owed until it is approved there.',
  submitted: 'This invoice waits for approval in Xero: nothing is owed until then.',
  voided: 'This invoice was voided in Xero: nothing is owed.',
  deleted: 'This invoice was deleted in Xero: nothing is owed.',
};

/** What the status filter offers: the words of the address and those of the page. */
export const INVOICE_FILTERS = [
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paid', label: 'Paid' },
  { value: 'draft', label: 'Draft' },
  { value: 'submitted', label: 'Submitted' },
  { value: 'voided', label: 'Voided' },
  { value: 'deleted', label: 'Deleted' },
] as const;

/** An invoice's state in words; an open one past its due date is overdue. */
export function invoiceState({ status, overdue }: Pick<Invoice, 'status' | 'overdue'>): InvoiceState {
  if (status === 'authorised' && overdue) return { label: 'Overdue', tone: 'bad' };
  return STATES[status];
}

/** Why nothing is owed on an invoice; null where the amount due counts. */
export function whyNothingOwed({ status, isHistory }: Pick<Invoice, 'status' | 'isHistory'>): string | null {
  if (isHistory) return 'This invoice is from books that were replaced: nothing is owed on it any more.';
  return NOTHING_OWED[status] ?? null;
}
