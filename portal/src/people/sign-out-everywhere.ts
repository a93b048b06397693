import { OPERATOR, recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';

/** Ends every session of this person, on every device. */
export async function signOutEverywhere(services: Services, actor: Actor): Promise<void> {
  await services.store.system(async (query) => {
    await query.deleteFrom('sessions').where('user_id', '=', actor.userId).execute();
    await recordAudit(query, services.clock, {
      firmId: OPERATOR,
      actor,
      action: 'sessions.ended',
      subject: actor.userId,
    });
  });
}
