import type { Integration, SyncStatus } from '@ledgerport/portal/schemas';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { integrationPath, refreshIntegration } from './integration-query.ts';

/** Starts a sync; with `full` it reads everything again. While one runs or waits, the server answers with that one. */
export function useStartSync(integration: Pick<Integration, 'id' | 'firmId'>) {
  return useMutation({
    mutationFn: (input: { full?: true }) =>
      post<{ id: string; status: SyncStatus }>(`${integrationPath(integration.id)}/syncs`, input),
    onSettled: () => refreshIntegration(integration),
  });
}
