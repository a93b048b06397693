import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { fieldOf } from './columns.ts';
import { ofFile, type Problems } from './problems.ts';
import type { UploadKind } from './schemas.ts';

/** The largest file, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;
const MOST_LINES = 100_000;
const CHUNK = 64 * 1024;
const LINE_FEED = 0x0a;

const SAVE_AS_UTF8 =
  'Save the file again as CSV UTF-8 (in Excel: Save As, “CSV UTF-8 (Comma delimited)”) and upload that.';

/** One line of values; `line` is where it begins, counted from 1 with the headings. */
export type CsvLine = { line: number; cells: string[] };

/**
 * Reads a CSV file: UTF-8 with or without byte order mark; comma, semicolon or tab, whichever makes sense of the
 * headings; quotes; any ends of lines. Lines without any value are passed over. What is wrong goes to `problems`.
 * @returns the headings and the lines; no headings when the file cannot be read at all
 */
export async function readCsv(
  bytes: Uint8Array,
  kind: UploadKind,
  problems: Problems,
): Promise<{ headings: string[]; lines: CsvLine[] }> {
  if (!isUtf8(bytes)) {
    tellForeignLetters(bytes, problems);
    return { headings: [], lines: [] };
  }
  // One kind of line end, so that the lines are counted as an editor counts them.
  const text = new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n');
  const [first, ...lines] = await parseLines(text, delimiterOf(text, kind), problems);
  if (!first)
    problems.add(ofFile('The file is empty. It needs a line of headings, and a line for each record.'));
  else if (lines.length === 0 && problems.count === 0)
    problems.add(ofFile('The file has headings and nothing below them.'));
  return { headings: first?.cells ?? [], lines };
}

async function parseLines(text: string, delimiter: string, problems: Problems): Promise<CsvLine[]> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
  });
  const lines: CsvLine[] = [];
  let last = 0;
  try {
    for await (const { record, info } of Readable.from(piecesOf(text)).pipe(
      parser,
    ) as AsyncIterable<Parsed>) {
      last = info.lines;
      const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      lines.push({ line: info.lines - breaks, cells: record });
      if (lines.length > MOST_LINES + 1) {
        problems.add(
          ofFile(
            `The file has more than ${MOST_LINES.toLocaleString('en')} lines. Split it into several files.`,
          ),
        );
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      'A quotation mark is opened here or below and never closed, so the rest of the file cannot be read.';
    problems.add({ line: last + 1, column: null, value: null, message });
  }
  return lines;
}

type Parsed = { record: string[]; info: { lines: number } };

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += CHUNK) {
    // A stream of what is in memory never waits: without a turn of the loop here nobody else would be answered.
    await setImmediate();
    yield text.slice(start, start + CHUNK);
  }
}

/** The sign that gives the most headings known here; among equal ones, the most headings. */
function delimiterOf(text: string, kind: UploadKind): string {
  const first = /^\s*(.*)/.exec(text)?.[1] ?? '';
  const ranked = [',', ';', '\t'].map((sign) => {
    const headings = first.split(sign).map((heading) => heading.replaceAll('"', ''));
    const known = headings.filter((heading) => fieldOf(kind, heading) !== null).length;
    return { sign, rank: known * 1_000 + headings.length };
  });
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.sign ?? ',';
}

/** Tells each line that is no UTF-8, with its words as Windows would write them, so that it is found again. */
function tellForeignLetters(bytes: Uint8Array, problems: Problems): void {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    problems.add(ofFile(`The file is written in UTF-16 (“Unicode text”). ${SAVE_AS_UTF8}`));
    return;
  }
  const windows = new TextDecoder('windows-1252');
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(part)) {
      const message = `This line has letters that are not written in UTF-8. ${SAVE_AS_UTF8}`;
      problems.add({ line, column: null, value: windows.decode(part).trim(), message });
    }
    if (end === -1) return;
    start = end + 1;
  }
}
