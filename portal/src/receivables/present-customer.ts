import { type Selectable, sql } from 'kysely';
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
  'customers.persons',
  'customers.groups',
  'customers.retired_at',
  sql<{ id: string; name: string } | null>`(
    select jsonb_build_object('id', lives_on.id, 'name', lives_on.name) from customers lives_on
    where lives_on.firm_id = customers.firm_id and lives_on.xero_contact_id = customers.merged_into
  )`.as('merged_into'),
] as const;

type Row = Omit<
  Selectable<Tables['customers']>,
  'firm_id' | 'xero_status' | 'contact_number' | 'default_currency' | 'content_hash' | 'merged_into'
> & { merged_into: { id: string; name: string } | null };

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
    persons: row.persons,
    groups: row.groups.map((group) => group.name),
    mergedInto: row.merged_into,
    isHistory: row.retired_at !== null,
  };
}
