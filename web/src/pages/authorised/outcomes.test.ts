import { expect, test } from 'vitest';
import { authorisationOutcome } from './outcomes.ts';

test('every refusal says that the existing connection stays in force', () => {
  const refusals = [
    'denied',
    'state_unknown',
    'state_expired',
    'foreign_session',
    'other_organisation',
    'no_organisation',
    'xero_unavailable',
    'failed',
  ];
  for (const code of refusals) expect(authorisationOutcome(code).message).toContain('stays in force');
});

test('a code that is not known leads to the Integrations page', () => {
  for (const code of [undefined, '', 'moon', 'toString']) {
    expect(authorisationOutcome(code).title).toBe('Back from Xero');
  }
});
