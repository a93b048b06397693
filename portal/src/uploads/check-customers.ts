import type { FileCustomer } from '../receivables/import-customers.ts';
import { emailAddress } from '../shapes.ts';
import { inBatches } from '../store/pages.ts';
import type { FoundColumns } from './columns.ts';
import type { Problems } from './problems.ts';
import { readCells } from './read-cells.ts';
import type { CsvLine } from './read-csv.ts';
import { UnusableValue } from './read-date.ts';

/** The customers of a file. Every line that cannot be used is told to `problems`. */
export async function checkCustomers(
  lines: readonly CsvLine[],
  headings: readonly string[],
  columns: FoundColumns,
  problems: Problems,
): Promise<FileCustomer[]> {
  const customers: FileCustomer[] = [];
  const lineOf = new Map<string, number>();
  for await (const batch of inBatches(lines))
    for (const line of batch) {
      const cells = readCells(line, headings, columns, problems);
      if (!cells) continue;
      const number = cells.text('number', true);
      const name = cells.text('name', true);
      const email = cells.value('email', false, readEmail);
      const phone = cells.text('phone', false);
      const earlier = lineOf.get(number);
      if (number !== '' && earlier !== undefined)
        cells.refuse(
          'number',
          `Line ${earlier} has this number already. Each customer needs one of its own.`,
        );
      lineOf.set(number, earlier ?? line.line);
      if (cells.ok) customers.push({ number, name, email, phone });
    }
  return customers;
}

function readEmail(text: string): string {
  const read = emailAddress.safeParse(text);
  if (!read.success || read.data.length > 255)
    throw new UnusableValue('This is not an email address. Correct it, or leave it empty.');
  return read.data;
}
