import type { Integration } from '@ledgerport/portal/schemas';
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { remove } from '../../api/client.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { integrationPath, refreshIntegration } from './integration-query.ts';

type DisconnectDialogProps = { integration: Integration; opened: boolean; onClose: () => void };

/** Asks before access is given back to Xero, and says what ends and what stays. */
export function DisconnectDialog({ integration, opened, onClose }: DisconnectDialogProps) {
  const disconnect = useMutation({
    mutationFn: () => remove(`${integrationPath(integration.id)}/connection`),
    onSuccess: onClose,
    onSettled: () => refreshIntegration(integration),
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Disconnect ${integration.organisation?.name ?? 'Xero'}?`}
    >
      <Stack>
        <List spacing="xs">
          <List.Item>Access is given back to Xero and the keys to it are erased here.</List.Item>
          <List.Item>No sync starts any more; payments taken meanwhile wait.</List.Item>
          <List.Item>
            Customers, invoices and the history stay readable, as of the last successful sync. Nothing changes
            in Xero.
          </List.Item>
        </List>
        <Text>To connect again, choose Online Auth to Xero and the same organisation.</Text>
        <FailureAlert error={disconnect.error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button color="red.9" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
            Disconnect
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
