import type { FoundColumns } from './columns.ts';
import type { Problems } from './problems.ts';
import type { CsvLine } from './read-csv.ts';
import { UnusableValue } from './read-date.ts';

const LONGEST_TEXT = 255;

/**
 * The values of one line by field. What cannot be used is told with its place, and the reader goes on, so that a
 * person learns of every fault of a line at once.
 */
export type Cells = {
  readonly line: number;
  /** Whether all values read so far could be used. */
  readonly ok: boolean;
  has(field: string): boolean;
  /** The cell as it stands; empty when there is no such column. */
  raw(field: string): string;
  text(field: string, required: true): string;
  text(field: string, required: false): string | null;
  /** What `read` makes of the cell, which ends in UnusableValue for one that cannot be used; null then, or when it is empty. */
  value<Value>(field: string, required: boolean, read: (text: string) => Value): Value | null;
  /** Tells a fault of this cell. */
  refuse(field: string, message: string): void;
};

/** Reads the cells of a line. A line with more or fewer values than headings is told and null. */
export function readCells(
  { line, cells }: CsvLine,
  headings: readonly string[],
  { fields }: FoundColumns,
  problems: Problems,
): Cells | null {
  if (cells.length !== headings.length) {
    const message = `This line has ${cells.length} values, and there are ${headings.length} headings. A value that holds the separating sign must stand in quotation marks.`;
    problems.add({ line, column: null, value: null, message });
    return null;
  }
  let ok = true;
  const raw = (field: string) => cells[fields.indexOf(field)] ?? '';
  const refuse = (field: string, message: string) => {
    ok = false;
    const column = headings[fields.indexOf(field)] ?? null;
    problems.add({ line, column, value: column === null ? null : raw(field), message });
  };
  const value = <Value>(field: string, required: boolean, read: (text: string) => Value): Value | null => {
    const cell = raw(field);
    if (cell === '') {
      if (required) refuse(field, 'A value is missing here.');
      return null;
    }
    try {
      return read(cell);
    } catch (error) {
      if (!(error instanceof UnusableValue)) throw error;
      refuse(field, error.message);
      return null;
    }
  };
  const text = (field: string, required: boolean) =>
    value(field, required, readText) ?? (required ? '' : null);
  return {
    line,
    get ok() {
      return ok;
    },
    has: (field) => fields.includes(field),
    raw,
    text: text as Cells['text'],
    value,
    refuse,
  };
}

function readText(text: string): string {
  if (/\p{Cc}/u.test(text))
    throw new UnusableValue('This holds a line break or another sign that cannot be shown. Remove it.');
  if ([...text].length > LONGEST_TEXT)
    throw new UnusableValue(`This is longer than ${LONGEST_TEXT} characters. Shorten it.`);
  return text;
}
