import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { AccountClass, TaxRateRow } from '../rows.ts';

export interface TaxRateChange {
  readonly name?: string | undefined;
  readonly status?: TaxRateRow['status'] | undefined;
  readonly reportTaxType?: string | undefined;
  /** Per cent as decimal text; a compound one is charged on the others too. */
  readonly components?: TaxRateRow['components'] | undefined;
}

const BALANCE: readonly AccountClass[] = ['ASSET', 'EQUITY', 'LIABILITY'];

/** Adds a tax rate under the next free TaxType of the form TAX001; ends in a Refusal without a name or components. */
export function addTaxRate(books: Books, input: TaxRateChange): TaxRateRow {
  const { name = '', components = [], reportTaxType = 'OUTPUT' } = input;
  const types = new Set(books.rows.taxRates.all().map(({ taxType }) => taxType));
  let number = 1;
  while (types.has(typeOf(number))) number += 1;
  return write(books, {
    id: randomUUID(),
    name,
    taxType: typeOf(number),
    rate: '0',
    status: input.status ?? 'ACTIVE',
    reportTaxType,
    appliesTo: classesOf(reportTaxType),
    components,
    updatedAt: books.now(),
  });
}

/** Renames a tax rate, changes what it consists of, archives or deletes it; documents keep the tax that they have. */
export function editTaxRate(books: Books, taxType: string, change: TaxRateChange): TaxRateRow {
  const old = books.rows.taxRates.all().find((row) => row.taxType === taxType);
  if (!old) throw new Refusal(`The TaxType code '${taxType}' does not exist.`);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return write(books, { ...old, ...given, updatedAt: books.now() });
}

function write(books: Books, row: TaxRateRow): TaxRateRow {
  const { id, name, components } = row;
  const taken = books.rows.taxRates.all().some((each) => each.id !== id && each.name === name);
  if (name.trim() === '' || taken) throw new Refusal('A tax rate must have a name that no other has.');
  if (components.length === 0) throw new Refusal('A tax rate must have at least one component.');
  const stamped = { ...row, rate: effectiveRate(components) };
  books.rows.taxRates.put(stamped);
  return stamped;
}

function effectiveRate(components: TaxRateRow['components']): string {
  const sum = (compound: boolean) =>
    components
      .filter((each) => each.compound === compound)
      .reduce((total, { rate }) => total.plus(rate), new Big(0));
  const simple = sum(false);
  return simple
    .plus(sum(true).times(simple.div(100).plus(1)))
    .round(4, Big.roundHalfUp)
    .toFixed();
}

function typeOf(number: number): string {
  return `TAX${String(number).padStart(3, '0')}`;
}

/** A rate that is reported as input tax is for expenses, one that is reported as output tax for income. */
function classesOf(reportTaxType: string): readonly AccountClass[] {
  if (reportTaxType.includes('INPUT')) return [...BALANCE, 'EXPENSE'];
  return reportTaxType.includes('OUTPUT') ? [...BALANCE, 'REVENUE'] : [...BALANCE, 'REVENUE', 'EXPENSE'];
}
