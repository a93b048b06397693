import type { Services } from '../services.ts';

/**
 * Whom a firm's notices go to: its owner and admins, and the staff person who provides the portal to it; each
 * address once. Must not be called inside a transaction.
 */
export async function firmRecipients(
  services: Services,
  firmId: string,
): Promise<{ email: string; name: string }[]> {
  return await services.store.system((query) =>
    query
      .selectFrom('users')
      .select(['email', 'name'])
      .where(({ or, exists, selectFrom }) =>
        or([
          exists(
            selectFrom('memberships')
              .select('user_id')
              .whereRef('user_id', '=', 'users.id')
              .where('firm_id', '=', firmId)
              .where('role', 'in', ['owner', 'admin']),
          ),
          exists(
            selectFrom('firms')
              .select('firms.id')
              .whereRef('provider_user_id', '=', 'users.id')
              .where('firms.id', '=', firmId),
          ),
        ]),
      )
      .orderBy('email')
      .execute(),
  );
}
