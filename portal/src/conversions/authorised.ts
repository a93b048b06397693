import type { IntegrationKey } from '../integrations/states.ts';
import type { Query } from '../store/store.ts';
import type { StoredOrganisation } from '../store/tables.ts';
import { forgetComparison } from './forget-comparison.ts';
import { moveConversion, OPEN } from './states.ts';

/** The integration's conversion that has not ended, or null. */
export async function openConversion(query: Query, { firmId, integrationId }: IntegrationKey) {
  const row = await query
    .selectFrom('conversions')
    .select(['id', 'state', 'organisation'])
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('state', 'in', OPEN)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Notes that a person authorised an organisation for an integration. For a conversion it is the one to take over, unless
 * it is the pinned one; what was compared with another is forgotten. Does nothing without a conversion.
 */
export async function noteAuthorised(
  query: Query,
  key: IntegrationKey,
  organisation: StoredOrganisation,
  pinnedTenantId: string | null,
): Promise<void> {
  if (organisation.tenantId === pinnedTenantId) return;
  const open = await openConversion(query, key);
  if (!open) return;
  const conversion = { firmId: key.firmId, conversionId: open.id };
  if (open.organisation?.tenantId !== organisation.tenantId) await forgetComparison(query, conversion);
  await moveConversion(query, conversion, 'connected', {
    organisation: JSON.stringify(organisation),
    problem: null,
  });
}

/** Notes that the integration's pending authorisation is gone: an open conversion needs another one. */
export async function noteUnauthorised(query: Query, key: IntegrationKey): Promise<void> {
  const open = await openConversion(query, key);
  if (!open) return;
  await moveConversion(query, { firmId: key.firmId, conversionId: open.id }, 'begun', {
    comparing: false,
    lease_token: null,
    lease_until: null,
    progress: null,
  });
}
