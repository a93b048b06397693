import { notFound, PortalError } from '../errors.ts';
import type { Role } from './schemas.ts';

/** Who is asking: a signed-in person with their rights at this moment. */
export type Actor = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly staff: boolean;
  /** The firms this person belongs to, by id. */
  readonly roles: ReadonlyMap<string, Role>;
};

/** @throws PortalError `not_allowed` unless the person is the operator's staff. */
export function requireStaff(actor: Actor): void {
  if (!actor.staff)
    throw new PortalError('not_allowed', 'Only your provider’s staff can do this. Nothing was changed.');
}

/** @throws PortalError `not_found` unless the person may read this firm: a stranger learns nothing about it. */
export function requireRead(actor: Actor, firmId: string): void {
  if (!actor.staff && !actor.roles.has(firmId)) throw notFound('firm');
}

/** @throws PortalError `not_found` to strangers, `not_allowed` to a viewer. Staff may do what a firm's admin may. */
export function requireChange(actor: Actor, firmId: string): void {
  requireRead(actor, firmId);
  if (!actor.staff && actor.roles.get(firmId) === 'viewer')
    throw new PortalError(
      'not_allowed',
      'You can look at this firm but not change it. Nothing was changed. Ask its owner or an admin.',
    );
}
