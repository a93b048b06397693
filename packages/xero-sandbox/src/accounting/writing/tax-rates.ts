import { Refusal } from '../../books/refusal.ts';
import { addTaxRate, editTaxRate } from '../../books/settings/tax-rates.ts';
import { presentTaxRate } from '../present/tax-rate.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type TaxRateGiven = ReturnType<typeof readTaxRate>;

/** Tax rates, one a call (Xero's documentation of request limits); they have no id but their TaxType. */
export const TAX_RATES: Kind<TaxRateGiven> = {
  collection: 'TaxRates',
  marks: {},
  most: 1,
  read: readTaxRate,
  write({ books }, { taxType, details }, { creates }) {
    const named = books.rows.taxRates
      .all()
      .find((row) => (taxType === undefined ? row.name === details.name : row.taxType === taxType));
    if (!creates && !named) throw new Refusal('The tax rate that is to be changed must be named');
    const row = named && !creates ? editTaxRate(books, named.taxType, details) : addTaxRate(books, details);
    return () => presentTaxRate(books, row);
  },
};

function readTaxRate(element: Element) {
  return {
    taxType: element.text('TaxType') || undefined,
    details: {
      name: element.text('Name') || undefined,
      status: element.oneOf('Status', ['ACTIVE', 'ARCHIVED', 'DELETED']),
      reportTaxType: element.text('ReportTaxType') || undefined,
      components: element.elements('TaxComponents')?.map((component) => ({
        name: component.text('Name') ?? '',
        rate: component.decimal('Rate') ?? '0',
        compound: component.flag('IsCompound') ?? false,
      })),
    },
  };
}
