import { notFound } from '../errors.ts';
import type { Query } from '../store/store.ts';

/** A member of a firm. @throws PortalError `not_found`. */
export async function findMember(query: Query, firmId: string, userId: string) {
  const member = await query
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.email', 'users.name', 'memberships.role', 'memberships.created_at'])
    .where('memberships.firm_id', '=', firmId)
    .where('memberships.user_id', '=', userId)
    .executeTakeFirst();
  if (!member) throw notFound('member');
  return member;
}
