import type { AccountRow } from '../books/rows.ts';
import type { Random } from './random.ts';

type Sketch = Pick<AccountRow, 'code' | 'name' | 'type' | 'class'> & Partial<AccountRow>;

const SKETCHES: readonly Sketch[] = [
  {
    code: '090',
    name: 'Business Bank Account',
    type: 'BANK',
    class: 'ASSET',
    bankAccountNumber: '12-3456-0789012-00',
  },
  {
    code: '091',
    name: 'Business Savings Account',
    type: 'BANK',
    class: 'ASSET',
    bankAccountNumber: '12-3456-0789012-01',
  },
  { code: '092', name: 'Old Bank Account', type: 'BANK', class: 'ASSET', status: 'ARCHIVED' },
  {
    code: '606',
    name: 'Online Payments Clearing',
    type: 'CURRENT',
    class: 'ASSET',
    enablePaymentsToAccount: true,
  },
  { code: '610', name: 'Accounts Receivable', type: 'CURRENT', class: 'ASSET', systemAccount: 'DEBTORS' },
  { code: '800', name: 'Accounts Payable', type: 'CURRLIAB', class: 'LIABILITY', systemAccount: 'CREDITORS' },
  { code: '820', name: 'GST', type: 'CURRLIAB', class: 'LIABILITY', systemAccount: 'GST' },
  { code: '860', name: 'Rounding', type: 'CURRLIAB', class: 'LIABILITY', systemAccount: 'ROUNDING' },
  { code: '200', name: 'Sales', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  { code: '260', name: 'Hardware Sales', type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2' },
  {
    code: '299',
    name: 'Old Consulting Income',
    type: 'REVENUE',
    class: 'REVENUE',
    taxType: 'OUTPUT2',
    status: 'ARCHIVED',
  },
  { code: '310', name: 'Cost of Goods Sold', type: 'DIRECTCOSTS', class: 'EXPENSE', taxType: 'INPUT2' },
  { code: '404', name: 'Bank Fees', type: 'EXPENSE', class: 'EXPENSE' },
  { code: '429', name: 'General Expenses', type: 'EXPENSE', class: 'EXPENSE', taxType: 'INPUT2' },
];

/** The chart of accounts of a small New Zealand firm; all rows carry one stamp. */
export function seedAccounts(random: Random, baseCurrency: string, updatedAt: number): AccountRow[] {
  return SKETCHES.map((sketch) => ({
    id: random.uuid(),
    status: 'ACTIVE',
    taxType: 'NONE',
    enablePaymentsToAccount: false,
    bankAccountNumber: null,
    currency: sketch.type === 'BANK' ? baseCurrency : null,
    systemAccount: null,
    updatedAt,
    ...sketch,
  }));
}
