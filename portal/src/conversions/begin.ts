import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { PortalError } from '../errors.ts';
import { lockIntegration } from '../integrations/sync-health.ts';
import { type Actor, requireStaff } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { openConversion } from './authorised.ts';
import { readConversion } from './read-conversion.ts';
import type { Conversion } from './schemas.ts';

/**
 * Begins to move an integration to another Xero organisation, from Xero or from uploaded files. For the operator's staff.
 * Until the switch nothing changes: the present books stay in force, and one further organisation may be authorised.
 * @throws PortalError `not_found`, `not_allowed`, `already_exists`, `not_possible_now` (it has no books to convert).
 */
export async function beginConversion(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<Conversion> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireStaff(actor);
  const key = { firmId, integrationId };
  const id = randomUUID();
  await services.store.firm(firmId, async (query) => {
    await lockIntegration(query, key);
    const { platform, organisation } = await query
      .selectFrom('integrations')
      .select(['platform', 'organisation'])
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .executeTakeFirstOrThrow();
    if (platform === 'xero' && !organisation)
      throw new PortalError(
        'not_possible_now',
        'This integration has no organisation yet, so there is nothing to convert. Nothing was changed. Choose Online Auth to Xero on the Integrations page instead.',
      );
    if (await openConversion(query, key))
      throw new PortalError(
        'already_exists',
        'A conversion of this integration is under way already. Nothing was changed. Go on with that one, or abandon it.',
      );
    await query
      .insertInto('conversions')
      .values({
        firm_id: firmId,
        id,
        integration_id: integrationId,
        state: 'begun',
        from_platform: platform,
        from_organisation: organisation && JSON.stringify(organisation),
        begun_by: actor.name,
        begun_at: services.clock.now(),
      })
      .execute();
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'conversion.begun',
      subject: id,
      details: { integrationId, from: organisation?.name ?? platform },
    });
  });
  return await readConversion(services, firmId, id);
}
