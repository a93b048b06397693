import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { readIntegration } from './read-integration.ts';
import type { Integration } from './schemas.ts';

/** The firm's integrations, oldest first: one per platform, so one page holds them all. @throws PortalError `not_found`. */
export async function listIntegrations(
  services: Services,
  actor: Actor,
  firmId: string,
): Promise<{ items: Integration[]; nextCursor: null }> {
  requireRead(actor, firmId);
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('integrations')
      .select('id')
      .where('firm_id', '=', firmId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );
  const items: Integration[] = [];
  for (const { id } of rows) items.push(await readIntegration(services, firmId, id));
  return { items, nextCursor: null };
}
