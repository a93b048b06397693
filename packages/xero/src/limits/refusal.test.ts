import { expect, test } from 'vitest';
import { limitOf, refusedBy } from './refusal.ts';

const SILENT = { problem: null, left: { minute: null, day: null, app: null }, retryAfterSeconds: null };

test.each([
  ['minute', { problem: ' Minute ' }],
  ['day', { problem: 'day' }],
  ['concurrent', { problem: 'concurrent' }],
  ['appminute', { problem: 'appminute' }],
  ['appminute', { problem: 'app-minute' }],
  ['appminute', { problem: 'brand-new' }],
  ['day', { problem: 'brand-new', left: { minute: 12, day: 0, app: 9_000 } }],
  ['minute', { left: { minute: 0, day: 12, app: 9_000 } }],
  ['appminute', { left: { minute: 12, day: 12, app: 0 } }],
  ['minute', { retryAfterSeconds: 12 }],
  ['concurrent', {}],
] as const)('is about %s when the answer says %o', (limit, said) => {
  expect(limitOf({ ...SILENT, ...said })).toBe(limit);
});

test('the words say until when, in seconds where there is no clock, and nothing where Xero said nothing', () => {
  const now = new Date('2026-05-01T22:30:00Z');
  expect(refusedBy('day', { retryAfterSeconds: 5_400, now })).toMatchObject({
    kind: 'rate_limited',
    limit: 'day',
    retryAfterSeconds: 5_400,
    message:
      'The calls that Xero allows for this organisation in a day are used up, or what is left is kept for payments. It takes calls again from 2026-05-02 00:00 UTC.',
  });
  expect(refusedBy('minute', { retryAfterSeconds: 9, now: null }).message).toMatch(/again in 9 seconds\.$/);
  expect(refusedBy('concurrent', { retryAfterSeconds: null, now }).message).toMatch(/than Xero allows\.$/);
});
