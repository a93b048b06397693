import { type ImportedCustomer, importCustomers } from '../receivables/import-customers.ts';
import { importInvoices } from '../receivables/import-invoices.ts';
import type { Query } from '../store/store.ts';
import { checkCustomers } from './check-customers.ts';
import { checkInvoices } from './check-invoices.ts';
import { type FoundColumns, findColumns } from './columns.ts';
import { customerFinder } from './find-customer.ts';
import { ofFile, type Problems } from './problems.ts';
import { type CsvLine, readCsv } from './read-csv.ts';
import type { UploadKind, UploadOptions, UploadReport } from './schemas.ts';

/** Stores what a file holds, or with `dry` counts what that would do. Only for a file without problems. */
type StoreFile = (
  query: Query,
  firmId: string,
  how: { at: Date; dry: boolean; complete: boolean },
) => ReturnType<typeof importCustomers>;

export type CheckedFile = Pick<UploadReport, 'lines' | 'columns'> & { store: StoreFile };

/** Reads a file and checks every line of it. `customers` are those that its invoices may name. */
export async function checkFile(
  bytes: Uint8Array,
  kind: UploadKind,
  options: UploadOptions,
  customers: readonly ImportedCustomer[],
  problems: Problems,
): Promise<CheckedFile> {
  const { headings, lines } = await readCsv(bytes, kind, problems);
  const columns = findColumns(kind, headings);
  if (headings.length > 0) {
    for (const problem of columns.problems) problems.add({ ...problem, line: 1, value: null });
    if (kind === 'invoices' && !columns.fields.includes('currency') && !options.currency)
      problems.add(
        ofFile('The file has no column for the currency. Choose the currency of all its invoices.'),
      );
  }
  const isReadable = headings.length > 0 && columns.problems.length === 0;
  return {
    lines: lines.length,
    columns: headings.map((heading, place) => ({ heading, field: columns.fields[place] ?? null })),
    store: await checkLines(isReadable ? lines : [], headings, columns),
  };

  async function checkLines(
    checked: readonly CsvLine[],
    names: readonly string[],
    found: FoundColumns,
  ): Promise<StoreFile> {
    if (kind === 'customers') {
      const rows = await checkCustomers(checked, names, found, problems);
      return (query, firmId, how) => importCustomers(query, firmId, rows, how);
    }
    const finder = customerFinder(customers);
    const rows = await checkInvoices(checked, names, found, options, finder, problems);
    return (query, firmId, how) => importInvoices(query, firmId, rows, how);
  }
}
