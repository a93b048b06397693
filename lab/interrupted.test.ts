import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Theme } from './check.ts';
import { makeApproved, makeContact, makePayment } from './checks/made.ts';
import { text } from './json.ts';
import { type Opened, openBundled } from './open.ts';
import { runChecks } from './run-checks.ts';

let opened: Opened;

beforeEach(async () => {
  opened = await openBundled();
});

afterEach(() => opened.close());

it('An interrupted run makes no further check and takes back what it wrote', async () => {
  const interrupted = new AbortController();
  const run = await runChecks(opened.xero, [writing(() => interrupted.abort())], {
    signal: interrupted.signal,
    progress: () => {},
  });
  expect(run.observations.map(({ skipped }) => skipped)).toEqual([undefined, 'the run was interrupted']);
  await expectNothingLeft(run.tidied.left);
});

it('A check that breaks leaves nothing behind', async () => {
  const theme = writing(() => {
    throw new Error('broken in the middle');
  });
  const run = await runChecks(opened.xero, [theme], {
    signal: new AbortController().signal,
    progress: () => {},
  });
  expect(run.observations[0]?.seen).toBe('could not be seen: broken in the middle');
  await expectNothingLeft(run.tidied.left);
});

it('An invoice whose answer was lost is found by its mark and taken back', async () => {
  const { xero } = opened;
  xero.target.sandbox?.addFault({
    match: { method: 'PUT', path: '/Invoices' },
    times: 1,
    effect: { drop: 'after' },
  });
  const run = await runChecks(xero, [writing(() => {})], {
    signal: new AbortController().signal,
    progress: () => {},
  });
  expect(run.observations[0]?.seen).toContain('did not answer');
  expect(run.tidied.undone).toContain('1 found by their mark');
  await expectNothingLeft(run.tidied.left);
});

async function expectNothingLeft(left: readonly string[]): Promise<void> {
  const { xero } = opened;
  expect(left).toEqual([]);
  const invoices = await xero.rows(`Invoices?searchTerm=${xero.written.mark}&page=1`);
  expect(invoices.map((row) => text(row, 'Status'))).toContain('VOIDED');
  expect(invoices.filter((row) => text(row, 'Status') !== 'VOIDED')).toEqual([]);
  expect(await xero.rows(`Contacts?searchTerm=${xero.written.mark}&page=1`)).toEqual([]);
}

/** Writes one of each, then does something else; the second check writes nothing. */
function writing(then: () => void): Theme {
  return {
    title: 'Writing',
    needs: [],
    checks: [
      {
        id: 'writes',
        about: 'Writes a contact, an invoice and a payment',
        expected: 'done',
        writes: true,
        async run(xero) {
          await makeContact(xero, 'of its own');
          await makePayment(xero, await makeApproved(xero));
          then();
          return 'done';
        },
      },
      { id: 'next', about: 'Comes next', expected: 'done', run: async () => 'done' },
    ],
  };
}
