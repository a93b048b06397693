import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { readIntegration } from './read-integration.ts';
import type { Integration } from './schemas.ts';

/** One integration, for anybody who may read its firm. @throws PortalError `not_found`. */
export async function getIntegration(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<Integration> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  return await readIntegration(services, firmId, integrationId);
}
