import type { Credit } from '@ledgerport/portal/schemas';
import type { Tone } from '../../components/status-badge.tsx';

const KINDS: Record<Credit['kind'], string> = {
  credit_note: 'Credit note',
  overpayment: 'Overpayment',
  prepayment: 'Prepayment',
};

/** What kind of credit it is. */
export function creditKind(kind: Credit['kind']): string {
  return KINDS[kind];
}

const STATES: Record<Credit['status'], { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  submitted: { label: 'Submitted', tone: 'neutral' },
  authorised: { label: 'Open', tone: 'info' },
  paid: { label: 'Used up', tone: 'good' },
  voided: { label: 'Voided', tone: 'neutral' },
  deleted: { label: 'Deleted', tone: 'neutral' },
  unknown: { label: 'Unknown', tone: 'warning' },
};

/** A credit's state in words: an open one has something left, or waits to be used. */
export function creditState(status: Credit['status']): { label: string; tone: Tone } {
  return STATES[status];
}

/** Whether what is left of a credit can be used: Xero lets only approved ones be. */
export function isUsable({ status, isHistory }: Pick<Credit, 'status' | 'isHistory'>): boolean {
  return status === 'authorised' && !isHistory;
}
