import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import type { PaymentAccount } from './schemas.ts';

/**
 * The accounts that payments can be posted to, as of the last sync: active in Xero and taking payments.
 * An organisation has a handful, so one page holds them all. @throws PortalError `not_found`.
 */
export async function listPaymentAccounts(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<{ items: PaymentAccount[]; nextCursor: null }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  const items = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('accounts')
      .select(['xero_account_id as id', 'code', 'name', 'currency'])
      .where('firm_id', '=', firmId)
      .where('takes_payments', '=', true)
      .where('status', '=', 'ACTIVE')
      .orderBy('name')
      .orderBy('xero_account_id')
      .execute(),
  );
  return { items, nextCursor: null };
}
