import type { IntegrationKey } from '../../integrations/states.ts';
import type { Services } from '../../services.ts';

/** Tells the workers of integrations whose events wait. */
export async function nudgeEvents(services: Services, keys: readonly IntegrationKey[]): Promise<void> {
  await services.jobs.add(
    'webhook-events',
    keys.map(({ firmId, integrationId }) => ({
      data: { firmId, integrationId },
      key: integrationId,
      priority: 0,
    })),
  );
}
