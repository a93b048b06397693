import { readBaseTotal } from '../../receivables/base-total.ts';
import type { DriftRecord } from '../../store/tables.ts';
import { holdRun } from '../lease.ts';
import { noteMirrorState, readMirrorState } from '../mirror-state.ts';
import { storePages } from '../pull/store-pages.ts';
import type { Reading } from '../reading.ts';
import { type BooksCheck, lastBooksCheck, storeBooksCheck } from './books-check.ts';
import { type Comparison, compareTotals, standingOf } from './compare.ts';
import { type Ledger, lookAtLedger } from './ledger.ts';
import { sweepOpenRecords } from './sweep.ts';

/** The documents whose open amounts make up receivables. */
const DOCUMENTS = ['invoices', 'credit_notes', 'overpayments', 'prepayments'] as const;

/**
 * Compares what the mirror says is owed with what stands on receivables in Xero's own ledger, and keeps what came out.
 * `ledger` was looked at before the run read what had changed: when the two are equal, that costs nothing. When not,
 * what changed meanwhile is read and the ledger looked at again; then every open document is read again and repaired;
 * and only a difference that is left then, while nothing moves in the ledger, is called one.
 */
export async function reconcile(reading: Reading, ledger: Ledger, isSweepDue: boolean): Promise<void> {
  const drift: DriftRecord[] = isSweepDue ? await sweepOpenRecords(reading) : [];
  let swept = isSweepDue;
  let compared = await compareWith(reading, ledger);
  let moving = false;
  if (isDifferent(compared) && (isSweepDue || (await isNews(reading, compared))))
    for (const sweepNow of [false, true]) {
      for (const entity of DOCUMENTS) await storePages(reading.services, reading.run, reading.pulls[entity]);
      if (sweepNow && !swept) {
        drift.push(...(await sweepOpenRecords(reading)));
        swept = true;
      }
      const again = await lookAtLedger(reading.services, reading.xero, reading.signal);
      moving = again.balance?.print !== ledger.balance?.print;
      ledger = again;
      compared = await compareWith(reading, ledger);
      if (!isDifferent(compared)) break;
    }
  await keep(reading, compared, toCheck(compared, moving, swept, drift));
}

type Compared = { currency: string } & (
  | { comparison: Comparison; reason: null }
  | { comparison: null; reason: string }
);

async function compareWith({ services, run }: Reading, { balance, refused }: Ledger): Promise<Compared> {
  return await services.store.firm(run.firmId, async (query) => {
    const { organisation } = await query
      .selectFrom('integrations')
      .select('organisation')
      .where('firm_id', '=', run.firmId)
      .where('id', '=', run.integrationId)
      .executeTakeFirstOrThrow();
    const currency = organisation?.baseCurrency ?? '';
    if (balance === null) return { currency, comparison: null, reason: refused };
    const receivables = await query
      .selectFrom('accounts')
      .select('xero_account_id')
      .where('firm_id', '=', run.firmId)
      .where('system_account', '=', 'DEBTORS')
      .executeTakeFirst();
    if (!receivables) return { currency, comparison: null, reason: NO_RECEIVABLES };
    const { prepayments_in_balance } = await readMirrorState(query, run);
    const total = await readBaseTotal(query, run.firmId, currency);
    const standing = balance.standing.get(receivables.xero_account_id);
    const inBooks = standing ? standingOf(standing) : '0';
    return { currency, comparison: compareTotals(inBooks, total, prepayments_in_balance), reason: null };
  });
}

const NO_RECEIVABLES = 'Xero does not say on which account receivables stand';
const MOVING = 'the books were being changed all the while they were compared';

function isDifferent({ comparison }: Compared): boolean {
  return comparison !== null && !comparison.matches;
}

/** A difference that a run could not find the reason of is looked into once a day, not by every run. */
async function isNews({ services, run }: Reading, { comparison }: Compared): Promise<boolean> {
  const last = await services.store.firm(run.firmId, (query) => lastBooksCheck(query, run));
  return (
    last?.outcome !== 'differs' ||
    last.in_books !== comparison?.inBooks ||
    last.in_mirror !== comparison?.inMirror
  );
}

function toCheck(
  { currency, comparison, reason }: Compared,
  moving: boolean,
  swept: boolean,
  drift: readonly DriftRecord[],
): BooksCheck {
  const found = {
    currency,
    inBooks: comparison?.inBooks ?? null,
    inMirror: comparison?.inMirror ?? null,
    swept,
    drift,
  };
  if (comparison?.matches) return { ...found, outcome: 'match', reason: null };
  if (comparison === null || moving) return { ...found, outcome: 'not_compared', reason: reason ?? MOVING };
  return { ...found, outcome: 'differs', reason: null };
}

async function keep({ services, run }: Reading, compared: Compared, check: BooksCheck): Promise<void> {
  await services.store.firm(run.firmId, async (query) => {
    const now = services.clock.now();
    await storeBooksCheck(query, now, run, check);
    if (check.swept) await noteMirrorState(query, run, { swept_at: now });
    if (compared.comparison?.matches)
      await noteMirrorState(query, run, {
        prepayments_in_balance: compared.comparison.prepaymentsInBalance,
      });
    await holdRun(query, now, run);
  });
}
