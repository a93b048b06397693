import type { CreditRow, InvoiceRow } from '../rows.ts';
import type { Chart } from './chart.ts';
import type { Direction } from './postings.ts';

const SIDES: Readonly<Record<InvoiceRow['type'] | CreditRow['type'], Direction>> = {
  ACCREC: 1,
  ACCPAY: -1,
  ACCRECCREDIT: -1,
  ACCPAYCREDIT: 1,
  'RECEIVE-OVERPAYMENT': -1,
  'SPEND-OVERPAYMENT': 1,
  'RECEIVE-PREPAYMENT': -1,
  'SPEND-PREPAYMENT': 1,
};

/** 1 when what is open on the document is owed to the firm, -1 when the firm owes it. */
export function sideOf({ type }: InvoiceRow | CreditRow): Direction {
  return SIDES[type];
}

/** The id of the account on which the document's open amount stands. */
export function controlAccountOf(chart: Chart, row: InvoiceRow | CreditRow): string {
  if ('kind' in row) return row.controlAccountId;
  return chart.system(row.type === 'ACCREC' ? 'DEBTORS' : 'CREDITORS');
}
