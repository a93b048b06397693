import type { ImportedCustomer } from '../receivables/import-customers.ts';
import type { Cells } from './read-cells.ts';

/** Finds the customer that an invoice's line names; what it does not find, it tells. */
export type CustomerFinder = (cells: Cells) => ImportedCustomer | null;

/** Finds customers among those uploaded before: by number, where a line has none by email address, then by name. */
export function customerFinder(customers: readonly ImportedCustomer[]): CustomerFinder {
  const index = (keyOf: (customer: ImportedCustomer) => string | null) =>
    Map.groupBy(customers, (customer) => keyOf(customer)?.toLowerCase() ?? '');
  const ways = [
    { field: 'customerNumber', words: 'number', found: Map.groupBy(customers, ({ number }) => number) },
    { field: 'customerEmail', words: 'email address', found: index(({ email }) => email) },
    { field: 'customerName', words: 'name', found: index(({ name }) => name) },
  ];
  return (cells) => {
    const way = ways.find(({ field }) => cells.raw(field) !== '');
    if (!way) {
      const field = ways.find((other) => cells.has(other.field))?.field ?? 'customerNumber';
      cells.refuse(field, 'The customer is missing here.');
      return null;
    }
    const named = cells.raw(way.field);
    const found = way.found.get(way.field === 'customerNumber' ? named : named.toLowerCase()) ?? [];
    const [customer] = found;
    if (customer && found.length === 1) return customer;
    cells.refuse(
      way.field,
      customer
        ? `${found.length} customers have this ${way.words}. Name the customer by its number.`
        : `No customer with this ${way.words} was uploaded. Upload the customers first, or correct it.`,
    );
    return null;
  };
}
