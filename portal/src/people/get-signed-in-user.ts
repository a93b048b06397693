import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import type { SignedInUser } from './schemas.ts';

/** A signed-in person with the firms they belong to, by name; staff reach the other firms through the list of firms. */
export async function getSignedInUser(services: Services, userId: string): Promise<SignedInUser> {
  return await services.store.system(async (query) => {
    const user = await query
      .selectFrom('users')
      .select(['id', 'email', 'name', 'staff'])
      .where('id', '=', userId)
      .executeTakeFirst();
    if (!user) throw notFound('person');
    const firms = await query
      .selectFrom('memberships')
      .innerJoin('firms', 'firms.id', 'memberships.firm_id')
      .select(['firms.id', 'firms.name', 'firms.time_zone as timeZone', 'memberships.role'])
      .where('memberships.user_id', '=', userId)
      .orderBy('firms.name')
      .execute();
    return { ...user, firms };
  });
}
