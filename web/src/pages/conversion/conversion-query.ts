import type { Conversion, Integration } from '@ledgerport/portal/schemas';
import { type List, queryClient, read } from '../../api/queries.ts';
import { integrationPath, refreshIntegration } from '../integrations/integration-query.ts';

const COMPARING_INTERVAL_MS = 2_000;

/** Where the API has a conversion. */
export function conversionPath(id: string): string {
  return `/api/conversions/${id}`;
}

/** An integration's conversions, newest first; read again and again while one is compared. */
export function conversionsQuery(integrationId: string) {
  return {
    ...read<List<Conversion>>(`${integrationPath(integrationId)}/conversions`),
    refetchInterval: (query: { state: { data?: List<Conversion> | undefined } }) =>
      query.state.data?.items.some(({ comparing }) => comparing) ? COMPARING_INTERVAL_MS : false,
  } as const;
}

/** Reads the conversion again, with its matches and the integration. */
export async function refreshConversion(integration: Integration): Promise<void> {
  await Promise.all([
    refreshIntegration(integration),
    queryClient.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === 'string' &&
        (path.startsWith('/api/conversions/') || path === `${integrationPath(integration.id)}/conversions`),
    }),
  ]);
}
