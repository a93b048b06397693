import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { PortalError } from '../errors.ts';
import type { Query } from '../store/store.ts';

/**
 * Adds a user. @returns the new user's id
 * @throws PortalError `already_exists` when the address has an account, also one made in this very moment.
 */
export async function addUser(
  query: Query,
  clock: Clock,
  user: { email: string; name: string; staff: boolean; passwordHash: string },
): Promise<string> {
  const id = randomUUID();
  const added = await query
    .insertInto('users')
    .values({
      id,
      email: user.email,
      name: user.name,
      staff: user.staff,
      password_hash: user.passwordHash,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n)
    throw new PortalError('already_exists', `${user.email} has an account already. Nothing was changed.`);
  return id;
}
