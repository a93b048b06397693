import type { Conversion } from '@ledgerport/portal/schemas';
import { Button, Group, Loader, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { post } from '../../api/client.ts';
import { Instant } from '../../components/instant.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { Step } from '../integrations/step.tsx';
import { AbandonDialog } from './abandon-dialog.tsx';
import { AuthoriseNew } from './authorise-new.tsx';
import type { ConversionProps } from './conversion-props.ts';
import { conversionPath, refreshConversion } from './conversion-query.ts';
import { DecideStep } from './decide-step.tsx';
import { SwitchStep } from './switch-step.tsx';

/** The four steps from the beginning of a conversion to its switch, and the way to give it up. */
export function ConversionSteps({ integration, conversion }: ConversionProps) {
  const [abandoning, abandonDialog] = useDisclosure();
  return (
    <>
      <Paper component="ol" className="steps" withBorder radius="md" aria-label="Steps">
        <AuthoriseNew integration={integration} conversion={conversion} />
        <CompareStep integration={integration} conversion={conversion} />
        <DecideStep integration={integration} conversion={conversion} />
        <SwitchStep integration={integration} conversion={conversion} />
      </Paper>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Begun by {conversion.begunBy} <Instant at={conversion.begunAt} relative />
        </Text>
        <Button variant="default" onClick={abandonDialog.open}>
          Abandon the conversion…
        </Button>
      </Group>
      <AbandonDialog
        integration={integration}
        conversion={conversion}
        opened={abandoning}
        onClose={abandonDialog.close}
      />
    </>
  );
}

/** Step two: the dry run. */
function CompareStep({ integration, conversion }: ConversionProps) {
  const compare = useMutation({
    mutationFn: () => post<Conversion>(`${conversionPath(conversion.id)}/comparison`),
    onSettled: () => refreshConversion(integration),
  });
  const { comparing, comparedAt, state, problem } = conversion;
  return (
    <Step
      number={2}
      title="Compare"
      done={state === 'compared'}
      description="Reads the customers and invoices of the new organisation and suggests what matches. Nothing is changed, here or in Xero. Large books take a while; it goes on by itself."
      action={
        <Button
          variant={state === 'compared' ? 'default' : 'filled'}
          disabled={state === 'begun'}
          loading={compare.isPending || comparing}
          onClick={() => compare.mutate()}
        >
          {comparedAt === null ? 'Compare' : 'Compare again'}
        </Button>
      }
    >
      <FailureAlert error={compare.error} />
      {problem !== null && (
        <ProblemAlert
          tone="warning"
          title="About the comparison"
          message={problem.message}
          action={<Text size="sm">{problem.action}</Text>}
        />
      )}
      <Group gap="xs" role="status">
        {comparing && (
          <>
            <Loader size="xs" aria-hidden />
            <Text size="sm">{conversion.progress ?? 'Reading'}…</Text>
          </>
        )}
        {!comparing && comparedAt !== null && (
          <Text size="sm">
            Compared <Instant at={comparedAt} relative />
          </Text>
        )}
      </Group>
    </Step>
  );
}
