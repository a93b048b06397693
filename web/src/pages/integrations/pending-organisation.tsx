import type { Integration } from '@ledgerport/portal/schemas';
import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { remove } from '../../api/client.ts';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { integrationPath, refreshIntegration } from './integration-query.ts';

/** The organisation that was authorised and waits for Save, or to be discarded. */
export function PendingOrganisation({ integration }: { integration: Integration }) {
  const discard = useMutation({
    mutationFn: () => remove(`${integrationPath(integration.id)}/pending`),
    onSettled: () => refreshIntegration(integration),
  });
  const { pendingOrganisation: pending } = integration;
  if (pending === null) return null;
  const converting =
    integration.conversionId !== null && pending.tenantId !== integration.organisation?.tenantId;
  return (
    <Stack gap="sm">
      <ProblemAlert
        tone="warning"
        title={
          converting
            ? `${pending.name} is authorised and waits for the conversion`
            : `${pending.name} is authorised but not saved yet`
        }
        message={
          converting
            ? 'It takes over with the switch. Until then the existing books stay in force, and Save leaves it as it is.'
            : integration.organisation === null
              ? 'Nothing is read from Xero until you save.'
              : 'Until you save, the existing connection stays in force.'
        }
        action={
          <Button variant="default" size="xs" loading={discard.isPending} onClick={() => discard.mutate()}>
            Discard
          </Button>
        }
      />
      <FailureAlert error={discard.error} />
    </Stack>
  );
}
