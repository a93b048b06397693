import { hash } from 'node:crypto';
import { XeroError } from '../error.ts';
import { readDecimal } from '../wire/decimal.ts';
import type { HttpAnswer } from '../wire/http.ts';
import { asObject, isObject, parseExactJson } from '../wire/json.ts';

/**
 * What stands on every account, in the base currency. `print` is equal for two trial balances that say the same: what
 * has moved in the ledger shows there. `standing` is by account id, debit less credit, as an exact decimal string.
 */
export type TrialBalance = { print: string; standing: ReadonlyMap<string, TwoSides> };
type TwoSides = { debit: string; credit: string };

/** The columns of Xero's trial balance (its reports documentation): account, debit, credit, YTD debit, YTD credit. */
const YTD_DEBIT = 3;
const YTD_CREDIT = 4;

/** Reads the report. Throws XeroError `unavailable` for a cut body, `unexpected` for something that is no trial balance. */
export function readTrialBalance(answer: HttpAnswer): TrialBalance {
  let body: unknown;
  try {
    body = parseExactJson(answer.body);
  } catch (cause) {
    throw new XeroError('unavailable', 'The data that Xero sent is incomplete.', {
      status: answer.status,
      cause,
    });
  }
  const reports = asObject(body).Reports;
  const rows = Array.isArray(reports) ? asObject(reports[0]).Rows : undefined;
  if (!Array.isArray(rows))
    throw new XeroError('unexpected', "Xero's answer holds no trial balance.", { status: answer.status });
  const standing = new Map<string, TwoSides>();
  for (const row of rowsWithin(rows)) {
    const cells = Array.isArray(row.Cells) ? row.Cells.map(asObject) : [];
    const id = accountOf(cells[0]);
    const [debit, credit] = [amountOf(cells[YTD_DEBIT]), amountOf(cells[YTD_CREDIT])];
    if (id !== null && debit !== null && credit !== null) standing.set(id, { debit, credit });
  }
  return { print: hash('sha256', JSON.stringify(rows)), standing };
}

function* rowsWithin(rows: readonly unknown[]): Generator<Record<string, unknown>> {
  for (const row of rows) {
    if (!isObject(row)) continue;
    yield row;
    if (Array.isArray(row.Rows)) yield* rowsWithin(row.Rows);
  }
}

function accountOf(cell: Record<string, unknown> | undefined): string | null {
  const attributes = Array.isArray(cell?.Attributes) ? cell.Attributes.map(asObject) : [];
  const id = attributes.find((attribute) => String(attribute.Id).toLowerCase() === 'account')?.Value;
  return typeof id === 'string' ? id.toLowerCase() : null;
}

/** An empty cell is nothing; one that is not a number tells that the columns are not those expected. */
function amountOf(cell: Record<string, unknown> | undefined): string | null {
  const value = cell?.Value;
  if (value === undefined || value === null || value === '') return '0';
  return typeof value === 'string' ? readDecimal(value.replaceAll(',', '')) : null;
}
