import type { Query } from '../store/store.ts';
import { type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';

const CUSTOMERS: MirrorTable = {
  name: 'customers',
  key: 'xero_contact_id',
  columns: {
    xero_contact_id: 'text',
    name: 'text',
    email: 'text',
    phone: 'text',
    account_number: 'text',
    archived: 'boolean',
    xero_status: 'text',
  },
  outOfUse: 'stored.archived',
};

/** A customer as the books have it; `updatedAt` is the books' own instant. */
export type BooksCustomer = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  accountNumber: string | null;
  status: string;
  updatedAt: Date;
};

/** Brings these customers of the mirror to what the books say. */
export function storeCustomers(
  query: Query,
  firmId: string,
  customers: readonly BooksCustomer[],
): Promise<StoredCounts> {
  return upsert(
    query,
    firmId,
    CUSTOMERS,
    customers.map((customer) => ({
      xero_contact_id: customer.id,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      account_number: customer.accountNumber,
      archived: customer.status !== 'ACTIVE',
      xero_status: customer.status,
      xero_updated_at: customer.updatedAt.toISOString(),
    })),
  );
}
