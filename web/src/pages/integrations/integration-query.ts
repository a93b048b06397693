import type { Integration } from '@ledgerport/portal/schemas';
import { queryClient, read } from '../../api/queries.ts';

/** Where the API has an integration. */
export function integrationPath(id: string): string {
  return `/api/integrations/${id}`;
}

/** How to read one integration; a return to the tab always reads it again. */
export function integrationQuery(id: string) {
  return { ...read<Integration>(integrationPath(id)), refetchOnWindowFocus: 'always' as const };
}

/** Takes over the integration as an answer gave it, and reads again what else shows it. */
export function replaceIntegration(integration: Integration): Promise<void> {
  queryClient.setQueryData(integrationQuery(integration.id).queryKey, integration);
  return refreshIntegration(integration);
}

/** Reads the integration again, with its runs and wherever else it is shown. */
export async function refreshIntegration(integration: Pick<Integration, 'id' | 'firmId'>): Promise<void> {
  const path = integrationPath(integration.id);
  await Promise.all(
    [
      path,
      `${path}/syncs`,
      `${path}/payment-accounts`,
      `${path}/usage`,
      `/api/firms/${integration.firmId}/integrations`,
    ].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  );
}
