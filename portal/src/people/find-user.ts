import { type Selectable, sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

/** The user with this email address, in whatever case it was written. */
export function findUserByEmail(
  query: Query,
  email: string,
): Promise<Selectable<Tables['users']> | undefined> {
  return query
    .selectFrom('users')
    .selectAll()
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
}
