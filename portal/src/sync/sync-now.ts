import { recordAudit } from '../audit/record.ts';
import { notFound, PortalError } from '../errors.ts';
import type { IntegrationStatus } from '../integrations/schemas.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { nudge, type StartedRun, startRun } from './start.ts';

const REFUSALS: Partial<Record<IntegrationStatus, PortalError>> = {
  not_connected: new PortalError(
    'not_connected',
    'Nothing can be read yet: no organisation is connected. Do Online Auth to Xero, then Save, then Sync Now.',
  ),
  disconnected: new PortalError(
    'not_connected',
    'Nothing can be read: the organisation was disconnected. Do Online Auth to Xero and Save to connect it again; all data is kept.',
  ),
  reconnect_needed: new PortalError(
    'reconnect_needed',
    'Nothing can be read: access to Xero has ended. The figures stay as of the last sync. Do Online Auth to Xero, then Save, to bring it back.',
  ),
};

/**
 * Sync Now: starts a run, or joins the one that waits or runs. It answers at once; the reading is a worker's.
 * `full` reads every record again. @throws PortalError `not_connected` or `reconnect_needed`.
 */
export async function syncNow(
  services: Services,
  actor: Actor,
  integrationId: string,
  input: { full: boolean },
): Promise<StartedRun> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const run = await services.store.firm(firmId, async (query) => {
    const integration = await query
      .selectFrom('integrations')
      .select('status')
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .executeTakeFirst();
    if (!integration) throw notFound('integration');
    const refusal = REFUSALS[integration.status];
    if (refusal) throw refusal;
    const started = await startRun(query, services.clock.now(), {
      firmId,
      integrationId,
      trigger: 'manual',
      full: input.full,
      requestedBy: actor.name,
    });
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'sync.requested',
      subject: started.id,
      details: { full: input.full },
    });
    return started;
  });
  await nudge(services, [{ ...run, trigger: 'manual' }]);
  return run;
}
