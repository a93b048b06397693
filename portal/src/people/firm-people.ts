import { notFound, PortalError } from '../errors.ts';
import type { Query } from '../store/store.ts';
import type { Actor } from './actor.ts';

/**
 * The firm, locked until the transaction ends, so that changes of its people come one after the other.
 * @throws PortalError `not_found`.
 */
export async function lockFirm(query: Query, firmId: string): Promise<{ name: string }> {
  const firm = await query
    .selectFrom('firms')
    .select('name')
    .where('id', '=', firmId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!firm) throw notFound('firm');
  return firm;
}

/**
 * Only an owner makes, changes or removes owners; the operator's staff may while the firm has none, so that a first
 * owner whose invitation ran out can be invited again.
 * @throws PortalError `not_allowed`.
 */
export async function requireOwnerRight(query: Query, actor: Actor, firmId: string): Promise<void> {
  if (actor.roles.get(firmId) === 'owner') return;
  if (actor.staff && (await ownersOf(query, firmId)).length === 0) return;
  throw new PortalError(
    'not_allowed',
    'Only an owner of the firm can add, change or remove an owner. Nothing was changed.',
  );
}

/** A firm that has an owner keeps one. @throws PortalError `not_allowed` when this person is the last. */
export async function requireAnotherOwner(query: Query, firmId: string, userId: string): Promise<void> {
  const owners = await ownersOf(query, firmId);
  if (owners.some((owner) => owner.user_id !== userId)) return;
  throw new PortalError(
    'not_allowed',
    'This is the firm’s only owner, so nothing was changed. Make another person owner first.',
  );
}

function ownersOf(query: Query, firmId: string): Promise<{ user_id: string }[]> {
  return query
    .selectFrom('memberships')
    .select('user_id')
    .where('firm_id', '=', firmId)
    .where('role', '=', 'owner')
    .execute();
}
