import { addDays, checkDate } from '../../books/dates.ts';
import { Refusal } from '../../books/refusal.ts';
import type { Query } from '../call.ts';
import { QueryProblem } from '../problems.ts';

/** A date parameter, `YYYY-MM-DD` or a moment of which the day counts; ends in a QueryProblem for anything else. */
export function readDate(query: Query, name: string): string | undefined {
  const given = query.get(name);
  if (given === undefined) return undefined;
  try {
    return checkDate(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z?$/.test(given) ? given.slice(0, 10) : given);
  } catch (error) {
    if (error instanceof Refusal) throw new QueryProblem(`${name} is not a valid date: '${given}'`);
    throw error;
  }
}

/** The last day of the month so many months before (after when negative) the month of that date. */
export function monthEnd(date: string, monthsBefore = 0): string {
  const [year, month] = parts(date);
  return new Date(Date.UTC(year, month - monthsBefore, 0)).toISOString().slice(0, 10);
}

/** The first day of that month. */
export function monthStart(date: string, monthsBefore = 0): string {
  return `${monthEnd(date, monthsBefore).slice(0, 8)}01`;
}

/** The day so many months before; the last one of a shorter month, and of the month when the date is the last. */
export function monthsBack(date: string, months: number): string {
  const end = monthEnd(date, months);
  if (date === monthEnd(date)) return end;
  const same = end.slice(0, 8) + date.slice(8);
  return same < end ? same : end;
}

/** The first day of the financial year of that date; the year ends on 31 March, as the organisation's record says. */
export function financialYearStart(date: string): string {
  const [year, month] = parts(date);
  return `${String(month > 3 ? year : year - 1).padStart(4, '0')}-04-01`;
}

export function dayBefore(date: string): string {
  return addDays(date, -1);
}

/** `23 April 2019` */
export function longDate(date: string): string {
  const [year, month, day] = parts(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `30 Apr 2019` */
export function shortDate(date: string): string {
  const [year, month, day] = parts(date);
  return `${day} ${MONTHS[month - 1]?.slice(0, 3)} ${year}`;
}

/** `4/30/2019`, month first: the form of a cell's attributes. */
export function attributeDate(date: string): string {
  const [year, month, day] = parts(date);
  return `${month}/${day}/${year}`;
}

/** How many days lie between two dates. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function parts(date: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
