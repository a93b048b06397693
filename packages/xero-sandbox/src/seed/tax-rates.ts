import type { AccountClass, TaxRateRow } from '../books/rows.ts';
import type { Random } from './random.ts';

const BALANCE: readonly AccountClass[] = ['ASSET', 'EQUITY', 'LIABILITY'];
const INCOME: readonly AccountClass[] = [...BALANCE, 'REVENUE'];
const EXPENSES: readonly AccountClass[] = [...BALANCE, 'EXPENSE'];
const ANY: readonly AccountClass[] = [...BALANCE, 'REVENUE', 'EXPENSE'];

type Sketch = Pick<TaxRateRow, 'name' | 'taxType' | 'rate' | 'reportTaxType' | 'appliesTo'> &
  Partial<TaxRateRow>;

const SKETCHES: readonly Sketch[] = [
  { name: '15% GST on Income', taxType: 'OUTPUT2', rate: '15', reportTaxType: 'OUTPUT', appliesTo: INCOME },
  { name: '15% GST on Expenses', taxType: 'INPUT2', rate: '15', reportTaxType: 'INPUT', appliesTo: EXPENSES },
  {
    name: 'Zero Rated',
    taxType: 'ZERORATED',
    rate: '0',
    reportTaxType: 'ZERORATEDOUTPUT',
    appliesTo: INCOME,
  },
  {
    name: 'Exempt Income',
    taxType: 'EXEMPTOUTPUT',
    rate: '0',
    reportTaxType: 'EXEMPTOUTPUT',
    appliesTo: INCOME,
  },
  {
    name: 'Exempt Expenses',
    taxType: 'EXEMPTINPUT',
    rate: '0',
    reportTaxType: 'EXEMPTINPUT',
    appliesTo: EXPENSES,
  },
  {
    name: 'GST on Imports',
    taxType: 'GSTONIMPORTS',
    rate: '0',
    reportTaxType: 'GSTONIMPORTS',
    appliesTo: EXPENSES,
  },
  { name: 'No GST', taxType: 'NONE', rate: '0', reportTaxType: 'NONE', appliesTo: ANY },
  {
    name: 'GST and Recycling Levy',
    taxType: 'TAX001',
    rate: '17.5',
    reportTaxType: 'OUTPUT',
    appliesTo: INCOME,
    components: [
      { name: 'GST', rate: '15', compound: false },
      { name: 'Recycling levy', rate: '2.5', compound: false },
    ],
  },
  {
    name: '12.5% GST on Income',
    taxType: 'OUTPUT',
    rate: '12.5',
    reportTaxType: 'OUTPUT',
    appliesTo: INCOME,
    status: 'ARCHIVED',
  },
  {
    name: '12.5% GST on Expenses',
    taxType: 'INPUT',
    rate: '12.5',
    reportTaxType: 'INPUT',
    appliesTo: EXPENSES,
    status: 'ARCHIVED',
  },
  {
    name: 'Levy tried out',
    taxType: 'TAX002',
    rate: '1',
    reportTaxType: 'OUTPUT',
    appliesTo: INCOME,
    status: 'DELETED',
  },
];

/** The tax rates of a New Zealand organisation, one of them with two components; all rows carry one stamp. */
export function seedTaxRates(random: Random, updatedAt: number): TaxRateRow[] {
  return SKETCHES.map((sketch) => ({
    id: random.uuid(),
    status: 'ACTIVE',
    components: [{ name: 'GST', rate: sketch.rate, compound: false }],
    updatedAt,
    ...sketch,
  }));
}
