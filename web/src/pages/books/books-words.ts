import type { BooksCheck } from '@ledgerport/portal/schemas';
import type { Tone } from '../../components/status-badge.tsx';
import { countWords } from '../syncs/measure-words.ts';

const OUTCOMES: Record<BooksCheck['outcome'], { label: string; tone: Tone }> = {
  match: { label: 'Books match', tone: 'good' },
  differs: { label: 'Books differ', tone: 'bad' },
  not_compared: { label: 'Not compared', tone: 'warning' },
};

/** What comparing the books came to, in short. */
export function booksOutcome(outcome: BooksCheck['outcome']): { label: string; tone: Tone } {
  return OUTCOMES[outcome];
}

/** What a comparison means for the figures that are shown. */
export function booksMeaning({ outcome, reason }: Pick<BooksCheck, 'outcome' | 'reason'>): string {
  if (outcome === 'match') return 'What customers owe here is what Xero’s own ledger says they owe.';
  if (outcome === 'not_compared')
    return `What customers owe could not be compared with Xero’s own ledger${reason === null ? '' : `: ${reason}`}.`;
  return 'What customers owe here is not what Xero’s own ledger says, although every open document was read again and is as in Xero. Ask your accountant what else stands on accounts receivable in Xero.';
}

/** How many records were not as in Xero and were repaired; null when all were right. */
export function repairedWords(repaired: number): string | null {
  if (repaired === 0) return null;
  return `${countWords(repaired, 'record was', 'records were')} not as in Xero and ${repaired === 1 ? 'is' : 'are'} repaired.`;
}

const KINDS: Record<string, string> = {
  customers: 'Customer',
  invoices: 'Invoice',
  credit_notes: 'Credit note',
  overpayments: 'Overpayment',
  prepayments: 'Prepayment',
  payments: 'Payment',
};

/** A record's kind in the singular. */
export function kindOfRecord(entity: string): string {
  return KINDS[entity] ?? entity;
}

/** A field's name as the store has it, in words: `amount_due` becomes `amount due`. */
export function fieldWords(field: string): string {
  return field.replaceAll('_', ' ');
}
