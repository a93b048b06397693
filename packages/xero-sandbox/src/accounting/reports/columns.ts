import type { Call } from '../call.ts';
import { QueryProblem } from '../problems.ts';

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/**
 * How many months before the reported period each column lies, the period itself first: `periods` more columns
 * that are a `timeframe` apart each. Ends in a QueryProblem for others than 1 to 11 periods of a known timeframe.
 *
 * @param alone - the columns when nothing is asked for.
 */
export function columnsBack({ query }: Call, alone: readonly number[]): readonly number[] {
  const [periods, timeframe] = [query.get('periods'), query.get('timeframe')];
  if (periods === undefined && timeframe === undefined) return alone;
  const count = periods === undefined ? 1 : Number(periods);
  const months = MONTHS[(timeframe ?? 'MONTH').toUpperCase()];
  if (months === undefined || !Number.isInteger(count) || count < 1 || count > 11) {
    throw new QueryProblem('periods must be from 1 to 11, and timeframe one of MONTH, QUARTER, YEAR');
  }
  return Array.from({ length: count + 1 }, (_, index) => index * months);
}
