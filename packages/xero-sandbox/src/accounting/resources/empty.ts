import { envelope } from '../envelope.ts';
import { readPage } from '../paging.ts';
import type { Resource } from '../resource.ts';

/**
 * Kinds of record of which the made-up organisations have none. Clients that copy everything ask for them all the
 * same, and get what Xero answers an organisation that uses none of them. Linked transactions and quotes have pages
 * without `pagination` (the official models of them).
 */
export const emptyResources: readonly Resource[] = [
  empty('Budgets', 'accounting.budgets', 'whole'),
  empty('Employees', 'accounting.settings', 'whole'),
  empty('ExpenseClaims', 'accounting.classicexpenses', 'whole'),
  empty('LinkedTransactions', 'accounting.invoices', 'whole'),
  empty('ManualJournals', 'accounting.manualjournals', 'paged'),
  empty('PurchaseOrders', 'accounting.invoices', 'always paged'),
  empty('Quotes', 'accounting.invoices', 'whole'),
  empty('Receipts', 'accounting.classicexpenses', 'whole'),
  empty('TrackingCategories', 'accounting.settings', 'whole'),
];

function empty(name: string, scope: string, pages: 'whole' | 'paged' | 'always paged'): Resource {
  return {
    name,
    scopes: [scope],
    endpoints: {
      '': {
        get(call) {
          const asked = call.query.get('page') !== undefined;
          const paged = pages === 'always paged' || (pages === 'paged' && asked);
          return envelope(
            call,
            name,
            [],
            paged ? { ...readPage(call.query), pageCount: 0, itemCount: 0 } : undefined,
          );
        },
      },
    },
  };
}
