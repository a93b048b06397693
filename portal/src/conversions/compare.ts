import { recordAudit } from '../audit/record.ts';
import type { Actor } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { hasEnded, lockConversion, notNow, requireConversion } from './find-conversion.ts';
import { readConversion } from './read-conversion.ts';
import type { Conversion } from './schemas.ts';
import { moveConversion } from './states.ts';

/**
 * Asks for the dry run: a worker reads the new organisation's contacts and invoices and suggests what matches. It goes
 * on where an earlier one came to, keeps every decision, and changes neither the books nor the figures here. Does
 * nothing while one is under way. @throws PortalError `not_found`, `not_allowed`, `not_possible_now`.
 */
export async function compareBooks(
  services: Services,
  actor: Actor,
  conversionId: string,
): Promise<Conversion> {
  const key = await requireConversion(services, actor, conversionId);
  await services.store.firm(key.firmId, async (query) => {
    const { state, comparing } = await lockConversion(query, key);
    if (comparing) return;
    if (state === 'switched' || state === 'abandoned') throw hasEnded();
    if (state === 'begun')
      throw notNow(
        'No other organisation is authorised yet, so there is nothing to compare with.',
        'Choose Online Auth to Xero and pick the organisation that takes over.',
      );
    await moveConversion(query, key, 'connected', {
      comparing: true,
      problem: null,
      progress: 'Waiting to start',
    });
    await recordAudit(query, services.clock, {
      firmId: key.firmId,
      actor,
      action: 'conversion.comparison_requested',
      subject: conversionId,
    });
  });
  return await readConversion(services, key.firmId, conversionId);
}
