import { notFound } from '../errors.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import type { FirmDetail } from './schemas.ts';

/** One firm, with the person at its provider who set it up. @throws PortalError `not_found`. */
export async function getFirm(services: Services, actor: Actor, firmId: string): Promise<FirmDetail> {
  requireRead(actor, firmId);
  const firm = await services.store.system((query) =>
    query
      .selectFrom('firms')
      .leftJoin('users', 'users.id', 'firms.provider_user_id')
      .select(['firms.id', 'firms.name', 'firms.time_zone as timeZone'])
      .select(['users.name as providerName', 'users.email as providerEmail'])
      .where('firms.id', '=', firmId)
      .executeTakeFirst(),
  );
  if (!firm) throw notFound('firm');
  const { id, name, timeZone, providerName, providerEmail } = firm;
  const provider = providerName && providerEmail ? { name: providerName, email: providerEmail } : null;
  return { id, name, timeZone, provider };
}
