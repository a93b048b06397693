import type { Updateable } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { ConversionState } from './schemas.ts';

/** Which conversion, inside which firm. */
export type ConversionKey = { firmId: string; conversionId: string };

/**
 * The legal next states of a conversion. Another authorisation of the new organisation, or another comparison, leads back
 * to `connected`; one that was discarded or disconnected to `begun`.
 */
const NEXT: Record<ConversionState, readonly ConversionState[]> = {
  begun: ['connected', 'abandoned'],
  connected: ['begun', 'connected', 'compared', 'abandoned'],
  compared: ['begun', 'connected', 'compared', 'switched', 'abandoned'],
  switched: [],
  abandoned: [],
};

/** The states of a conversion that has not ended. */
export const OPEN = ['begun', 'connected', 'compared'] as const satisfies readonly ConversionState[];

/**
 * Moves a conversion to `target` and writes `alongside` with it, if that is legal from where it is now.
 * @returns false, with nothing changed, when it is not.
 */
export async function moveConversion(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  target: ConversionState,
  alongside: Omit<Updateable<Tables['conversions']>, 'firm_id' | 'id' | 'state'> = {},
): Promise<boolean> {
  const before = (Object.keys(NEXT) as ConversionState[]).filter((state) => NEXT[state].includes(target));
  const moved = await query
    .updateTable('conversions')
    .set({ ...alongside, state: target })
    .where('firm_id', '=', firmId)
    .where('id', '=', conversionId)
    .where('state', 'in', before)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
