import type { Query } from '../store/store.ts';
import type { CustomerGroup, CustomerPerson } from '../store/tables.ts';
import { type MirrorRow, type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';
import { followMerges } from './follow-merges.ts';

export const CUSTOMERS: MirrorTable = {
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
    persons: 'jsonb',
    groups: 'jsonb',
    contact_number: 'text',
    default_currency: 'text',
    merged_into: 'text',
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
  persons: CustomerPerson[];
  groups: CustomerGroup[];
  contactNumber: string | null;
  defaultCurrency: string | null;
  /** The customer that lives on, when this one was merged into it. */
  mergedInto: string | null;
  updatedAt: Date;
};

/**
 * Brings these customers of the mirror to what the books say. What belonged to one that was merged belongs to the one
 * that lives on from then: Xero moves the documents without giving them a new time of change.
 */
export async function storeCustomers(
  query: Query,
  firmId: string,
  customers: readonly BooksCustomer[],
): Promise<StoredCounts> {
  const counts = await upsert(query, firmId, CUSTOMERS, customers.map(toRow));
  if (customers.some(({ mergedInto }) => mergedInto !== null)) await followMerges(query, firmId);
  return counts;
}

function toRow(customer: BooksCustomer): MirrorRow {
  return { ...customerColumns(customer), xero_updated_at: customer.updatedAt.toISOString() };
}

/** What the mirror keeps of a customer, but for when they changed. */
export function customerColumns(customer: Omit<BooksCustomer, 'updatedAt'>): MirrorRow {
  return {
    xero_contact_id: customer.id,
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    account_number: customer.accountNumber,
    archived: customer.status !== 'ACTIVE',
    xero_status: customer.status,
    persons: customer.persons,
    groups: customer.groups,
    contact_number: customer.contactNumber,
    default_currency: customer.defaultCurrency,
    merged_into: customer.mergedInto,
  };
}
