import type { FileInvoice } from '../receivables/import-invoices.ts';
import { inBatches } from '../store/pages.ts';
import type { FoundColumns } from './columns.ts';
import type { CustomerFinder } from './find-customer.ts';
import type { Problems } from './problems.ts';
import { readAmount, readCurrency, writeAmount } from './read-amount.ts';
import { type Cells, readCells } from './read-cells.ts';
import type { CsvLine } from './read-csv.ts';
import { readDate } from './read-date.ts';
import type { UploadOptions } from './schemas.ts';

type Options = Pick<UploadOptions, 'dateFormat' | 'amountFormat' | 'currency'>;

/** The invoices of a file. Every line that cannot be used is told to `problems`. */
export async function checkInvoices(
  lines: readonly CsvLine[],
  headings: readonly string[],
  columns: FoundColumns,
  options: Options,
  findCustomer: CustomerFinder,
  problems: Problems,
): Promise<FileInvoice[]> {
  const invoices: FileInvoice[] = [];
  const lineOf = new Map<string, number>();
  for await (const batch of inBatches(lines))
    for (const line of batch) {
      const cells = readCells(line, headings, columns, problems);
      if (!cells) continue;
      const number = cells.text('number', true);
      const earlier = lineOf.get(number);
      if (number !== '' && earlier !== undefined)
        cells.refuse('number', `Line ${earlier} has this number already. Each invoice needs one of its own.`);
      lineOf.set(number, earlier ?? line.line);
      const customer = findCustomer(cells);
      const issuedOn = cells.value('issued', true, (text) => readDate(text, options.dateFormat));
      const dueOn = cells.value('due', false, (text) => readDate(text, options.dateFormat));
      const reference = cells.text('reference', false);
      const amounts = readAmounts(cells, options);
      if (!cells.ok || !customer || !issuedOn || !amounts) continue;
      invoices.push({
        number,
        customerKey: customer.key,
        customerName: customer.name,
        reference,
        issuedOn,
        dueOn,
        ...amounts,
      });
    }
  return invoices;
}

/** Total, tax, paid, credited and due, which must agree; one of paid and due follows from the other. */
function readAmounts(cells: Cells, options: Options) {
  const currency = currencyOf(cells, options);
  if (currency === null) return null;
  const amount = (field: string, required: boolean) =>
    cells.value(field, required, (text) => readAmount(text, currency, options.amountFormat));
  const known = cells.ok;
  const total = amount('total', true);
  const tax = amount('tax', false) ?? 0n;
  const credited = amount('credited', false) ?? 0n;
  const givenPaid = amount('paid', false);
  const givenDue = amount('amountDue', !cells.has('paid'));
  if (total === null || (known && !cells.ok)) return null;
  if (givenPaid === null && givenDue === null) {
    cells.refuse('paid', 'What is paid or what is due must be given.');
    return null;
  }
  const paid = givenPaid ?? total - credited - (givenDue ?? 0n);
  const due = givenDue ?? total - credited - paid;
  const words = (units: bigint) => writeAmount(units, currency);
  if (tax > total) cells.refuse('tax', `The tax is more than the total of ${words(total)}.`);
  if (paid < 0n || due < 0n || paid + credited + due !== total) {
    const parts = [
      ...(givenPaid === null ? [] : [`paid ${words(paid)}`]),
      ...(credited > 0n ? [`credited ${words(credited)}`] : []),
      ...(givenDue === null ? [] : [`due ${words(due)}`]),
    ];
    cells.refuse('total', `The total of ${words(total)} does not agree with ${parts.join(' and ')}.`);
    return null;
  }
  return {
    currency,
    subTotal: words(total - (tax > total ? 0n : tax)),
    totalTax: words(tax),
    total: words(total),
    amountPaid: words(paid),
    amountCredited: words(credited),
    amountDue: words(due),
    settled: due === 0n,
  };
}

/** The line's own currency, else the one that was named for the whole file. */
function currencyOf(cells: Cells, options: Options): string | null {
  if (cells.raw('currency') === '' && options.currency) return options.currency;
  return cells.has('currency') ? cells.value('currency', true, readCurrency) : null;
}
