import type { RereadOutcome, SetAsideRecord } from '@ledgerport/portal/schemas';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';

export type Retried = { record: SetAsideRecord; outcome: RereadOutcome };

/** Asks Xero again for one record that was set aside, and then reads again every figure that is shown. */
export function useRetry(
  integrationId: string,
  record: SetAsideRecord,
  onRetried: (retried: Retried) => void,
) {
  return useMutation({
    mutationFn: () =>
      post<{ outcome: RereadOutcome }>(`/api/integrations/${integrationId}/set-aside/retry`, {
        entity: record.entity,
        xeroId: record.xeroId,
      }),
    onSuccess: async ({ outcome }) => {
      onRetried({ record, outcome });
      await queryClient.invalidateQueries();
    },
  });
}
