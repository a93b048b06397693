import type { Conversion } from '@ledgerport/portal/schemas';
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { Money } from '../../components/money.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Step } from '../integrations/step.tsx';
import { countWords } from '../syncs/measure-words.ts';
import type { ConversionProps } from './conversion-props.ts';
import { conversionPath, refreshConversion } from './conversion-query.ts';

/** Step four: the switch, after a person has read what it does to the money. */
export function SwitchStep({ integration, conversion }: ConversionProps) {
  const [opened, dialog] = useDisclosure();
  const change = useMutation({
    mutationFn: () => post<Conversion>(`${conversionPath(conversion.id)}/switch`),
    onSuccess: async ({ organisation }) => {
      dialog.close();
      notifications.show({
        title: 'Switched',
        message: `The books are those of ${organisation?.name ?? 'the new organisation'} now. The first sync starts by itself.`,
      });
      await queryClient.invalidateQueries();
    },
    onError: () => refreshConversion(integration),
  });
  const { customers, invoices, organisation, state } = conversion;
  const undecided = customers.undecided + invoices.undecided;
  const name = organisation?.name ?? 'the new organisation';
  const former = conversion.fromOrganisation?.name ?? null;
  return (
    <Step
      number={4}
      title="Switch"
      done={false}
      description="Makes the new organisation’s books this firm’s own, all at once. It cannot be undone, only followed by another conversion."
      action={
        <Button color="red.9" disabled={state !== 'compared' || undecided > 0} onClick={dialog.open}>
          Switch…
        </Button>
      }
    >
      <Modal opened={opened} onClose={dialog.close} title={`Switch to ${name}?`} size="lg">
        <Stack>
          <List spacing="xs">
            <List.Item>
              {both(customers.confirmed, invoices.confirmed)} go on with their history, links and sign-ins.
              What is due on them is what {name} says.
            </List.Item>
            <List.Item>
              {both(customers.withoutCounterpart, invoices.withoutCounterpart)} have no counterpart. They stay
              readable as history and are owed no more.
              <OpenAmounts conversion={conversion} />
            </List.Item>
            <List.Item>
              {both(customers.onlyThere, invoices.onlyThere)} of {name} are added by the first sync, which
              starts at once. Until it has ended, figures are not complete.
            </List.Item>
            <List.Item>
              Payments taken meanwhile wait. Choose the account that they post to anew, on the Integrations
              page.
            </List.Item>
            {former !== null && (
              <List.Item>
                Access to {former} is given back to Xero. Nothing is changed in its books.
              </List.Item>
            )}
          </List>
          <FailureAlert error={change.error} />
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={dialog.close}>
              Cancel
            </Button>
            <Button color="red.9" loading={change.isPending} onClick={() => change.mutate()}>
              Switch
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Step>
  );
}

function both(customers: number, invoices: number): string {
  return `${countWords(customers, 'customer', 'customers')} and ${countWords(invoices, 'invoice', 'invoices')}`;
}

function OpenAmounts({ conversion }: { conversion: Conversion }) {
  const open = conversion.openWithoutCounterpart;
  if (open.length === 0) return null;
  return (
    <Text fw={600} mt={4}>
      Among them are open invoices worth{' '}
      {open.map(({ currency, due, invoices }, place) => (
        <span key={currency}>
          {place > 0 && ', '}
          <Money amount={due} currency={currency} /> ({countWords(invoices, 'invoice', 'invoices')})
        </span>
      ))}
      .
    </Text>
  );
}
