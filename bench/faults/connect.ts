import { randomUUID } from 'node:crypto';
import type { Sandbox } from 'xero-sandbox';
import { createFirm } from '../../portal/src/firms/create.ts';
import { authorise } from '../../portal/src/integrations/authorise.ts';
import { createIntegration } from '../../portal/src/integrations/create.ts';
import { finishAuthorization } from '../../portal/src/integrations/finish-authorization.ts';
import { saveIntegration } from '../../portal/src/integrations/save.ts';
import type { Actor } from '../../portal/src/people/actor.ts';
import type { Services } from '../../portal/src/services.ts';
import type { Turns } from './turns.ts';

const STAFF: Actor = {
  userId: '00000000-0000-4000-8000-000000000001',
  name: 'Simulated staff',
  email: 'staff@simulation.example',
  staff: true,
  roles: new Map(),
};

/** A firm that has connected and saved an organisation, by the portal's own verbs. */
export async function connectFirm(
  services: Services,
  turns: Turns,
  sandbox: Sandbox,
  organisation: string,
): Promise<{ firmId: string; integrationId: string }> {
  const { id: firmId } = await createFirm(services, STAFF, {
    name: 'Simulated firm',
    timeZone: 'Pacific/Auckland',
    owner: { email: 'owner@simulation.example', name: 'Owner' },
  });
  const sessionToken = randomUUID();
  const { id: integrationId } = await createIntegration(services, STAFF, firmId, { platform: 'xero' });
  const { url } = await authorise(services, STAFF, integrationId, sessionToken);
  const callback = await turns.during(() => sandbox.authorise(url, { organisation }));
  const { outcome } = await finishAuthorization(services, callback, { actor: STAFF, sessionToken });
  if (outcome !== 'authorised') throw new Error(`The firm could not be connected: ${outcome}.`);
  await saveIntegration(services, STAFF, integrationId, {});
  return { firmId, integrationId };
}
