import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { PortalError } from '../errors.ts';
import { type Actor, requireStaff } from '../people/actor.ts';
import { lockFirm } from '../people/firm-people.ts';
import type { Services } from '../services.ts';
import { readIntegration } from './read-integration.ts';
import type { Integration, IntegrationInput } from './schemas.ts';

/**
 * Gives a firm its link to an accounting platform. It has one: two would mix the figures of two books, and a conversion
 * leads from one to the other. For the operator's staff.
 * @throws PortalError `not_allowed`, `not_found` (the firm), `already_exists`.
 */
export async function createIntegration(
  services: Services,
  actor: Actor,
  firmId: string,
  input: IntegrationInput,
): Promise<Integration> {
  requireStaff(actor);
  const id = randomUUID();
  await services.store.firm(firmId, async (query) => {
    // The lock keeps two platforms from being chosen at once.
    await lockFirm(query, firmId);
    const present = await query
      .selectFrom('integrations')
      .select('platform')
      .where('firm_id', '=', firmId)
      .executeTakeFirst();
    if (present) throw alreadyThere(present.platform);
    await query
      .insertInto('integrations')
      .values({
        firm_id: firmId,
        id,
        platform: input.platform,
        status: 'not_connected',
        created_at: services.clock.now(),
      })
      .execute();
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

function alreadyThere(platform: Integration['platform']): PortalError {
  return new PortalError(
    'already_exists',
    platform === 'xero'
      ? 'This firm has a Xero integration already. Nothing was changed. Open that one on its Integrations page; to move it to another organisation, begin a conversion there.'
      : 'This firm’s books come from uploaded files. Nothing was changed. Open its Integrations page; to move it to Xero, begin a conversion there.',
  );
}
