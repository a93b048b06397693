import type { Integration } from '@ledgerport/portal/schemas';
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useSession } from '../../api/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { type CurrentFirm, useFirm } from '../../layout/firm-context.ts';

/** What a firm without an integration sees: staff create it, the firm's people learn whom to ask. */
export function NoIntegration() {
  const firm = useFirm();
  const { staff } = useSession();
  const integrationsPath = `/api/firms/${firm.id}/integrations`;
  const create = useMutation({
    mutationFn: (platform: Integration['platform']) => post<Integration>(integrationsPath, { platform }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [integrationsPath] }),
  });
  if (!staff) return <AskProvider provider={firm.provider} />;
  return (
    <Stack>
      <FailureAlert error={create.error} />
      <EmptyState
        icon={<IconPlugConnected size={32} aria-hidden />}
        title="No integration yet"
        action={
          <Group justify="center">
            <Button loading={create.isPending} onClick={() => create.mutate('xero')}>
              Create a NEW Xero integration
            </Button>
            <Button variant="default" disabled={create.isPending} onClick={() => create.mutate('csv')}>
              Begin with CSV files
            </Button>
          </Group>
        }
      >
        Creating it reads nothing from Xero and changes nothing there. Afterwards you or the firm’s admin
        authorise it. A firm whose books are not in Xero yet begins with CSV files of its customers and
        invoices, and is converted to Xero later.
      </EmptyState>
    </Stack>
  );
}

function AskProvider({ provider }: Pick<CurrentFirm, 'provider'>) {
  return (
    <EmptyState icon={<IconPlugConnected size={32} aria-hidden />} title="Your provider sets this up">
      A NEW integration with Xero is made by your provider; then you authorise it here.{' '}
      {provider === null ? (
        'Ask the person who invited you to Ledgerport.'
      ) : (
        <>
          Ask <strong>{provider.name}</strong> at{' '}
          <Anchor
            inherit
            underline="always"
            href={`mailto:${provider.email}?subject=New%20Xero%20integration`}
          >
            {provider.email}
          </Anchor>
          .
        </>
      )}
    </EmptyState>
  );
}
