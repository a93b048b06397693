import type { AccountRow } from '../books/rows.ts';
import type { Random } from './random.ts';

type Sketch = Pick<AccountRow, 'code' | 'name' | 'type' | 'class'> & Partial<AccountRow>;

function bank(code: string, name: string, bankAccountNumber: string, more: Partial<AccountRow> = {}): Sketch {
  return { code, name, type: 'BANK', class: 'ASSET', bankAccountNumber, ...more };
}

function asset(code: string, name: string, more: Partial<AccountRow> = {}): Sketch {
  return { code, name, type: 'CURRENT', class: 'ASSET', ...more };
}

function liability(code: string, name: string, more: Partial<AccountRow> = {}): Sketch {
  return { code, name, type: 'CURRLIAB', class: 'LIABILITY', ...more };
}

function revenue(code: string, name: string, more: Partial<AccountRow> = {}): Sketch {
  return { code, name, type: 'REVENUE', class: 'REVENUE', taxType: 'OUTPUT2', ...more };
}

function expense(code: string, name: string, more: Partial<AccountRow> = {}): Sketch {
  return { code, name, type: 'EXPENSE', class: 'EXPENSE', taxType: 'INPUT2', ...more };
}

const SKETCHES: readonly Sketch[] = [
  bank('090', 'Business Bank Account', '12-3456-0789012-00'),
  bank('091', 'Business Savings Account', '12-3456-0789012-01'),
  bank('092', 'Old Bank Account', '12-3456-0789012-02', { status: 'ARCHIVED' }),
  asset('606', 'Online Payments Clearing', { enablePaymentsToAccount: true }),
  asset('610', 'Accounts Receivable', { systemAccount: 'DEBTORS' }),
  asset('630', 'Inventory'),
  { code: '710', name: 'Office Equipment', type: 'FIXED', class: 'ASSET', taxType: 'INPUT2' },
  liability('800', 'Accounts Payable', { systemAccount: 'CREDITORS' }),
  liability('815', 'Customer Prepayments'),
  liability('820', 'GST', { systemAccount: 'GST' }),
  liability('860', 'Rounding', { systemAccount: 'ROUNDING' }),
  { code: '900', name: 'Vehicle Loan', type: 'TERMLIAB', class: 'LIABILITY' },
  {
    code: '960',
    name: 'Retained Earnings',
    type: 'EQUITY',
    class: 'EQUITY',
    systemAccount: 'RETAINEDEARNINGS',
  },
  { code: '970', name: 'Owner A Share Capital', type: 'EQUITY', class: 'EQUITY' },
  revenue('200', 'Sales', { description: 'Income from services' }),
  revenue('260', 'Hardware Sales'),
  revenue('270', 'Interest Income', { taxType: 'NONE', type: 'OTHERINCOME' }),
  revenue('299', 'Old Consulting Income', { status: 'ARCHIVED' }),
  expense('310', 'Cost of Goods Sold', { type: 'DIRECTCOSTS' }),
  expense('404', 'Bank Fees', { taxType: 'NONE' }),
  expense('429', 'General Expenses'),
  expense('449', 'Motor Vehicle Expenses'),
  expense('463', 'IT Software and Consumables'),
  expense('469', 'Rent', { type: 'OVERHEADS' }),
  expense('489', 'Telephone and Internet'),
  expense('497', 'Realised Currency Gains', { taxType: 'NONE', systemAccount: 'REALISEDCURRENCYGAIN' }),
];

/** The code of the bank account in a foreign currency. */
export const FOREIGN_BANK = '093';

/**
 * The chart of accounts of a small New Zealand firm, with a bank account in a foreign currency if there is one;
 * all rows carry one stamp.
 */
export function seedAccounts(
  random: Random,
  baseCurrency: string,
  foreign: string | undefined,
  updatedAt: number,
): AccountRow[] {
  const foreignBank =
    foreign === undefined
      ? []
      : [bank(FOREIGN_BANK, `${foreign} Account`, '12-3456-0789012-03', { currency: foreign })];
  return [...SKETCHES, ...foreignBank].map((sketch) => ({
    id: random.uuid(),
    description: '',
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
