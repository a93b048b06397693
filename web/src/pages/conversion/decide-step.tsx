import type { Conversion, DecisionsInput } from '@ledgerport/portal/schemas';
import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { formatCount } from '../../components/format-count.ts';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Step } from '../integrations/step.tsx';
import type { ConversionProps } from './conversion-props.ts';
import { conversionPath, refreshConversion } from './conversion-query.ts';

type Counts = Conversion['customers'];

/** Step three: a person decides; what is certain in one click, the rest in the list below. */
export function DecideStep({ integration, conversion }: ConversionProps) {
  const decide = useMutation({
    mutationFn: (decisions: DecisionsInput) =>
      post<{ decided: number }>(`${conversionPath(conversion.id)}/decisions`, decisions),
    onSuccess: ({ decided }) =>
      notifications.show({ title: 'Decided', message: `${formatCount(decided)} suggestions are decided.` }),
    onSettled: () => refreshConversion(integration),
  });
  const { customers, invoices } = conversion;
  const ready = conversion.state === 'compared';
  const undecided = customers.undecided + invoices.undecided;
  const reject = () =>
    modals.openConfirmModal({
      title: 'Give no counterpart to what several fit?',
      children:
        'Their customers and invoices here become history with the switch, and the records of the new organisation are added as new ones. Each can be opened again until the switch.',
      labels: { confirm: 'Give none', cancel: 'Cancel' },
      onConfirm: () => decide.mutate({ confidence: 'ambiguous', decision: 'rejected' }),
    });
  return (
    <Step
      number={3}
      title="Decide what matches"
      done={ready && undecided === 0}
      description="Nothing is matched without a person’s decision. What is certain can be accepted together; look at the rest one by one below. Once the customers are decided, comparing again makes more of their invoices certain."
      action={
        <Button
          disabled={!ready || undecided === 0}
          loading={decide.isPending}
          onClick={() => decide.mutate({ confidence: 'certain', decision: 'confirmed' })}
        >
          Accept all certain ones
        </Button>
      }
    >
      <FailureAlert error={decide.error} />
      {ready && (
        <>
          <Text size="sm">
            Customers: {progressWords(customers)}
            <br />
            Invoices: {progressWords(invoices)}
          </Text>
          <Text size="sm" fw={600} role="status">
            {undecided === 0
              ? 'Everything is decided.'
              : undecided === 1
                ? 'One suggestion waits for a decision.'
                : `${formatCount(undecided)} suggestions wait for a decision.`}
          </Text>
          {undecided > 0 && customers.ambiguous + invoices.ambiguous > 0 && (
            <Group>
              <Button variant="default" size="xs" disabled={decide.isPending} onClick={reject}>
                Give none to those that several fit…
              </Button>
            </Group>
          )}
        </>
      )}
    </Step>
  );
}

function progressWords({ undecided, confirmed, withoutCounterpart, onlyThere }: Counts): string {
  return [
    `${formatCount(undecided)} to decide`,
    `${formatCount(confirmed)} confirmed`,
    `${formatCount(withoutCounterpart)} without a counterpart`,
    `${formatCount(onlyThere)} new there`,
  ].join(', ');
}
