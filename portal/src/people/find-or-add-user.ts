import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { findUserByEmail } from './find-user.ts';

/**
 * The user with this email address, as they are; added when there is none, also if another adds them in this very
 * moment. One who has no password, and so cannot sign in, gets this one.
 */
export async function findOrAddUser(
  query: Query,
  clock: Clock,
  user: { email: string; name: string; staff: boolean; passwordHash: string },
): Promise<Selectable<Tables['users']>> {
  const { email, name, staff, passwordHash } = user;
  const added = await query
    .insertInto('users')
    .values({
      id: randomUUID(),
      email,
      name,
      staff,
      password_hash: passwordHash,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  const found = added ?? (await findUserByEmail(query, email));
  if (!found) throw new Error('A user was removed while being added.');
  if (found.password_hash === null)
    await query
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', found.id)
      .where('password_hash', 'is', null)
      .execute();
  return { ...found, password_hash: found.password_hash ?? passwordHash };
}
