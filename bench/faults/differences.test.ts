import { expect, test } from 'vitest';
import { differencesBetween } from './differences.ts';
import type { Facts, Records } from './truth.ts';

const CREDIT: Facts = {
  kind: 'overpayment',
  xero_contact_id: 'ann',
  status: 'PAID',
  remaining: '0',
  allocations: '[]',
  refunds: '[["r","2026-03-01","50",null]]',
  xero_updated_at: '2026-03-01T10:00:00.000Z',
};
const credits = (facts?: Facts): Records => ({ credits: new Map(facts ? [['c', facts]] : []) });

test('an overpayment that came and was paid back in full may wait for the daily run, and no longer', () => {
  expect(differencesBetween(credits(CREDIT), credits(), 'stamped')).toEqual([]);
  expect(differencesBetween(credits(CREDIT), credits(), 'all')).toHaveLength(1);
});

test.each([
  ['stands to credit', { remaining: '50' }],
  ['was set against an invoice', { allocations: '[["i","50","2026-03-01"]]' }],
  ['is a credit note', { kind: 'credit_note' }],
])('one that %s may not', (_words, facts) => {
  expect(differencesBetween(credits({ ...CREDIT, ...facts }), credits(), 'stamped')).toHaveLength(1);
});

test('one that went over to another customer may not', () => {
  const copy = { ...CREDIT, xero_contact_id: 'bob', xero_updated_at: '2026-03-01T09:00:00.000Z' };
  expect(differencesBetween(credits(CREDIT), credits(copy), 'stamped')).not.toEqual([]);
});
