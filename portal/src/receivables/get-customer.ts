import { notFound } from '../errors.ts';
import { accountingDay } from '../integrations/accounting-day.ts';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { readBalances } from './balances.ts';
import { CUSTOMER_COLUMNS, presentCustomer } from './present-customer.ts';
import type { Customer } from './schemas.ts';

/** One customer with what they owe, as of the last sync. @throws PortalError `not_found`. */
export async function getCustomer(services: Services, actor: Actor, customerId: string): Promise<Customer> {
  const firmId = await locate(services, actor, 'customers', customerId);
  return await services.store.firm(firmId, async (query) => {
    const row = await query
      .selectFrom('customers')
      .select(CUSTOMER_COLUMNS)
      .where('firm_id', '=', firmId)
      .where('id', '=', customerId)
      .executeTakeFirstOrThrow(() => notFound('customer'));
    const { today } = await accountingDay(query, firmId, services.clock.now());
    return presentCustomer(row, await readBalances(query, firmId, [row.xero_contact_id], today));
  });
}
