import Big from 'big.js';
import type { Books } from '../../books/books.ts';
import type { TaxRateRow } from '../../books/rows.ts';
import { decimal } from '../wire.ts';

/** One tax rate as Xero writes it. */
export function presentTaxRate(_: Books, row: TaxRateRow): object {
  const rate = decimal(new Big(row.rate).toFixed(4));
  return {
    Name: row.name,
    TaxType: row.taxType,
    ReportTaxType: row.reportTaxType,
    CanApplyToAssets: row.appliesTo.includes('ASSET'),
    CanApplyToEquity: row.appliesTo.includes('EQUITY'),
    CanApplyToExpenses: row.appliesTo.includes('EXPENSE'),
    CanApplyToLiabilities: row.appliesTo.includes('LIABILITY'),
    CanApplyToRevenue: row.appliesTo.includes('REVENUE'),
    DisplayTaxRate: rate,
    EffectiveRate: rate,
    Status: row.status,
    TaxComponents: row.components.map((component) => ({
      Name: component.name,
      Rate: decimal(new Big(component.rate).toFixed(4)),
      IsCompound: component.compound,
      IsNonRecoverable: false,
    })),
  };
}
