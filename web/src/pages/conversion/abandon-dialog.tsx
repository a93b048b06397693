import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { remove } from '../../api/client.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import type { ConversionProps } from './conversion-props.ts';
import { conversionPath, refreshConversion } from './conversion-query.ts';

/** Asks before a conversion is given up. */
export function AbandonDialog({
  integration,
  conversion,
  opened,
  onClose,
}: ConversionProps & { opened: boolean; onClose: () => void }) {
  const abandon = useMutation({
    mutationFn: () => remove(conversionPath(conversion.id)),
    onSuccess: onClose,
    onSettled: () => refreshConversion(integration),
  });
  return (
    <Modal opened={opened} onClose={onClose} title="Abandon the conversion?">
      <Stack>
        <Text>
          Everything is as before it was begun: books, figures and connection. What was compared and decided
          is forgotten, and the access to {conversion.organisation?.name ?? 'the new organisation'} is given
          back.
        </Text>
        <FailureAlert error={abandon.error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button color="red.9" loading={abandon.isPending} onClick={() => abandon.mutate()}>
            Abandon
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
