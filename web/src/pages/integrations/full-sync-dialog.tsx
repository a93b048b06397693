import type { Integration } from '@ledgerport/portal/schemas';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useStartSync } from './start-sync.ts';

type FullSyncDialogProps = {
  integration: Pick<Integration, 'id' | 'firmId'>;
  opened: boolean;
  onClose: () => void;
  /** Is told the run's id. */
  onStarted?: (syncId: string) => void;
};

/** Explains and starts a sync that reads every record again. */
export function FullSyncDialog({ integration, opened, onClose, onStarted }: FullSyncDialogProps) {
  const start = useStartSync(integration);
  return (
    <Modal opened={opened} onClose={onClose} title="Read everything again?">
      <Stack>
        <Text>
          Every customer, invoice, credit and payment is read from Xero again, not only what changed. Nothing
          is lost and nothing changes in Xero. Large books use more of the day’s calls.
        </Text>
        <FailureAlert error={start.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={start.isPending}
            onClick={() =>
              start.mutate(
                { full: true },
                {
                  onSuccess: ({ id }) => {
                    onClose();
                    onStarted?.(id);
                  },
                },
              )
            }
          >
            Read everything again
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
