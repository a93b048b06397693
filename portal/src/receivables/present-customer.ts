import type { Selectable } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { CustomerBalance } from './balances.ts';
import type { Customer } from './schemas.ts';

/** The columns that a customer is shown from. */
export const CUSTOMER_COLUMNS = [
  'customers.id',
  'customers.xero_contact_id',
  'customers.name',
  'customers.email',
  'customers.phone',
  'customers.account_number',
  'customers.archived',
  'customers.xero_updated_at',
] as const;

type Row = Pick<
  Selectable<Tables['customers']>,
  'id' | 'xero_contact_id' | 'name' | 'email' | 'phone' | 'account_number' | 'archived' | 'xero_updated_at'
>;

/** The customer as the API shows it; without a balance nothing is owed. */
export function presentCustomer(row: Row, balances: ReadonlyMap<string, CustomerBalance>): Customer {
  const { balance, openInvoices } = balances.get(row.xero_contact_id) ?? { balance: [], openInvoices: 0 };
  return {
    id: row.id,
    xeroContactId: row.xero_contact_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    accountNumber: row.account_number,
    archived: row.archived,
    balance,
    openInvoices,
    updatedAt: row.xero_updated_at.toISOString(),
  };
}
