import { type Actor, requireRead } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { readConversion } from './read-conversion.ts';
import type { Conversion } from './schemas.ts';

const MOST = 50;

/** One conversion, for anybody who may read its firm. @throws PortalError `not_found`. */
export async function getConversion(
  services: Services,
  actor: Actor,
  conversionId: string,
): Promise<Conversion> {
  const firmId = await locate(services, actor, 'conversions', conversionId);
  return await readConversion(services, firmId, conversionId);
}

/** An integration's conversions, newest first; there are few, so one page holds them. @throws PortalError `not_found`. */
export async function listConversions(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<{ items: Conversion[]; nextCursor: null }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireRead(actor, firmId);
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('conversions')
      .select('id')
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .orderBy('begun_at', 'desc')
      .limit(MOST)
      .execute(),
  );
  const items: Conversion[] = [];
  for (const { id } of rows) items.push(await readConversion(services, firmId, id));
  return { items, nextCursor: null };
}
