import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useEffect } from 'react';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { authorisationOutcome } from '../authorised/outcomes.ts';
import { Step } from '../integrations/step.tsx';
import { useAuthorisation } from '../integrations/use-authorisation.ts';
import { refreshConversion } from './conversion-query.ts';
import type { ConversionProps } from './conversion-steps.tsx';

/** Step one: signing in to Xero in a new tab and choosing the organisation that takes over. */
export function AuthoriseNew({ integration, conversion }: ConversionProps) {
  const authorisation = useAuthorisation(integration);
  const { waiting, outcome, blockedUrl } = authorisation;
  const ended = outcome === null || outcome === 'authorised' ? null : authorisationOutcome(outcome);
  const done = conversion.state !== 'begun';
  const pending = integration.pendingOrganisation?.tenantId;

  // The integration is asked while somebody is at Xero; the conversion is told by what changed there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another pending organisation calls for it
  useEffect(() => void refreshConversion(integration), [pending]);

  return (
    <Step
      number={1}
      title="Authorise the new organisation"
      done={done}
      description="A new tab opens at Xero: sign in, allow access, and choose the organisation that takes over. The present one stays in force."
      action={
        <Button
          variant={done ? 'default' : 'filled'}
          rightSection={<IconExternalLink size={16} aria-hidden />}
          loading={authorisation.starting}
          onClick={authorisation.start}
        >
          Online Auth to Xero
        </Button>
      }
    >
      <FailureAlert error={authorisation.error} />
      {ended !== null && (
        <ProblemAlert
          tone="warning"
          title={ended.title}
          message={ended.message}
          action={<Text size="sm">{ended.next}</Text>}
        />
      )}
      {done && conversion.organisation !== null && (
        <Text size="sm">
          {conversion.fromOrganisation?.name ?? 'CSV files'} → <strong>{conversion.organisation.name}</strong>{' '}
          ({conversion.organisation.baseCurrency}, {conversion.organisation.timeZone})
        </Text>
      )}
      <Group gap="xs" role="status">
        {waiting && (
          <>
            <Loader size="xs" aria-hidden />
            <Text size="sm">Waiting for you to finish at Xero in the other tab…</Text>
          </>
        )}
      </Group>
      {waiting && (
        <Group>
          <Button variant="default" size="xs" onClick={authorisation.cancel}>
            Cancel
          </Button>
          {blockedUrl !== null && (
            <Anchor size="sm" underline="always" href={blockedUrl} target="_blank" rel="noopener">
              Your browser opened no new tab: open Xero here
            </Anchor>
          )}
        </Group>
      )}
    </Step>
  );
}
