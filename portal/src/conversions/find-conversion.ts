import { notFound, PortalError } from '../errors.ts';
import { type Actor, requireStaff } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { ConversionKey } from './states.ts';

/** The key of a conversion that staff may change. @throws PortalError `not_found`, `not_allowed`. */
export async function requireConversion(
  services: Services,
  actor: Actor,
  conversionId: string,
): Promise<ConversionKey> {
  const firmId = await locate(services, actor, 'conversions', conversionId);
  requireStaff(actor);
  return { firmId, conversionId };
}

/** The conversion, locked until the transaction ends. @throws PortalError `not_found`. */
export async function lockConversion(query: Query, { firmId, conversionId }: ConversionKey) {
  return await query
    .selectFrom('conversions')
    .selectAll()
    .where('firm_id', '=', firmId)
    .where('id', '=', conversionId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('conversion'));
}

/** The refusal of a step that is not the next one. */
export function notNow(why: string, next: string): PortalError {
  return new PortalError('not_possible_now', `${why} Nothing was changed. ${next}`);
}

/** The refusal of any step of a conversion that has ended. */
export function hasEnded(): PortalError {
  return notNow('This conversion has ended.', 'Begin another one if the books have to move again.');
}
