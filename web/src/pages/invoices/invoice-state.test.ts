import { expect, test } from 'vitest';
import { invoiceState, whyNothingOwed } from './invoice-state.ts';

test('an approved invoice is open, and overdue past its due date', () => {
  expect(invoiceState({ status: 'authorised', overdue: false }).label).toBe('Open');
  expect(invoiceState({ status: 'authorised', overdue: true }).label).toBe('Overdue');
});

test('nothing is owed on an invoice that is not approved or was taken back', () => {
  for (const status of ['draft', 'submitted', 'voided', 'deleted'] as const) {
    expect(whyNothingOwed({ status, isHistory: false })).toContain('nothing is owed');
  }
  for (const status of ['authorised', 'paid', 'unknown'] as const) {
    expect(whyNothingOwed({ status, isHistory: false })).toBeNull();
    expect(whyNothingOwed({ status, isHistory: true })).toContain('nothing is owed');
  }
});
