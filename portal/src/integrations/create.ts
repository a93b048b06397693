import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { notFound, PortalError } from '../errors.ts';
import { type Actor, requireStaff } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { readIntegration } from './read-integration.ts';
import type { Integration } from './schemas.ts';

/**
 * Gives a firm its link to an accounting platform; a firm has one per platform. For the operator's staff.
 * @throws PortalError `not_allowed`, `not_found` (the firm), `already_exists`.
 */
export async function createIntegration(
  services: Services,
  actor: Actor,
  firmId: string,
  input: { platform: 'xero' },
): Promise<Integration> {
  requireStaff(actor);
  const id = randomUUID();
  await services.store.firm(firmId, async (query) => {
    const firm = await query.selectFrom('firms').select('id').where('id', '=', firmId).executeTakeFirst();
    if (!firm) throw notFound('firm');
    const created = await query
      .insertInto('integrations')
      .values({
        firm_id: firmId,
        id,
        platform: input.platform,
        status: 'not_connected',
        created_at: services.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['firm_id', 'platform']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!created)
      throw new PortalError(
        'already_exists',
        'This firm has a Xero integration already. Nothing was changed. Open that one on its Integrations page.',
      );
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'integration.created',
      subject: id,
      details: { platform: input.platform },
    });
  });
  return await readIntegration(services, firmId, id);
}
