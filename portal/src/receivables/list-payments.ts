import type { z } from 'zod';
import { type Actor, requireRead } from '../people/actor.ts';
import type { payment } from './schemas.ts';

/** The money taken in the portal: none, since none can be taken yet. @throws PortalError `not_found`. */
export function listPayments(
  actor: Actor,
  firmId: string,
): { items: z.infer<typeof payment>[]; nextCursor: null } {
  requireRead(actor, firmId);
  return { items: [], nextCursor: null };
}
