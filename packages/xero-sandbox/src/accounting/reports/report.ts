import { fromMinor } from '../../books/money.ts';
import type { AccountRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import { wireInstantWithoutOffset } from '../wire.ts';
import { longDate } from './dates.ts';

/** One cell; the attributes name what it is about, an account or an invoice. */
interface Cell {
  readonly Value: string;
  readonly Attributes?: readonly Attribute[];
}

interface Attribute {
  readonly Value: string;
  readonly Id: string;
}

export interface Row {
  readonly RowType: 'Header' | 'Row' | 'SummaryRow';
  readonly Cells: readonly Cell[];
}

export interface Section {
  readonly RowType: 'Section';
  readonly Title: string;
  readonly Rows: readonly Row[];
}

/** What tells one report from another. */
export interface Report {
  /** The name in the path, without blanks. */
  readonly type: string;
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (Row | Section)[];
}

/** Answers with one report in the shape of the examples of Xero's OpenAPI document. */
export function answerReport(call: Call, { type, name, titles, rows }: Report): Response {
  return envelope(call, 'Reports', [
    {
      ReportID: type,
      ReportName: name,
      ReportType: type,
      ReportTitles: titles,
      ReportDate: longDate(call.books.today()),
      UpdatedDateUTC: wireInstantWithoutOffset(call.clock.now().getTime()),
      Fields: [],
      Rows: rows,
    },
  ]);
}

export function header(...names: readonly string[]): Row {
  return { RowType: 'Header', Cells: names.map((Value) => ({ Value })) };
}

export function section(title: string, rows: readonly Row[]): Section {
  return { RowType: 'Section', Title: title, Rows: rows };
}

export function summary(...values: readonly string[]): Row {
  return { RowType: 'SummaryRow', Cells: values.map((Value) => ({ Value })) };
}

export function plainRow(...values: readonly string[]): Row {
  return { RowType: 'Row', Cells: values.map((Value) => ({ Value })) };
}

/** A row about one thing: each cell names it. */
export function rowAbout(attribute: 'account' | 'invoiceID', id: string, values: readonly string[]): Row {
  const Attributes = [{ Value: id, Id: attribute }];
  return { RowType: 'Row', Cells: values.map((Value) => ({ Value, Attributes })) };
}

/** The accounts in the order of a report: by name. */
export function accountsByName({ books }: Call): AccountRow[] {
  return [...books.accounts.all()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Writes minor units of the base currency as a cell's text. */
export function amountText(call: Call): (minor: number) => string {
  return (minor) => fromMinor(minor || 0, call.books.baseCurrency);
}
