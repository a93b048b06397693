import type { Invoice } from '@ledgerport/portal/schemas';
import { StatusBadge } from '../../components/status-badge.tsx';
import { invoiceState } from './invoice-state.ts';

/** An invoice's state in words with an icon. */
export function InvoiceStatusBadge({ invoice }: { invoice: Pick<Invoice, 'status' | 'overdue'> }) {
  const { label, tone } = invoiceState(invoice);
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
