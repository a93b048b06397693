import type { Integration } from '@ledgerport/portal/schemas';

const STEADY_MS = 30_000;
/** A run may be over before its events are listened to, and then only asking tells what became of it. */
export const WHILE_RUNNING_MS = 3000;

/** After how many milliseconds integrations are read again: sooner while one of them has a run under way. */
export function refetchIntegrations(integrations: readonly Pick<Integration, 'activeSyncId'>[] = []): number {
  return integrations.some(({ activeSyncId }) => activeSyncId !== null) ? WHILE_RUNNING_MS : STEADY_MS;
}
