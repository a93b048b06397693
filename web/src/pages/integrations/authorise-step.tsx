import type { Integration } from '@ledgerport/portal/schemas';
import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { authorisationOutcome } from '../authorised/outcomes.ts';
import { isReachable } from './integration-state.ts';
import { PendingOrganisation } from './pending-organisation.tsx';
import { Step } from './step.tsx';
import { useAuthorisation } from './use-authorisation.ts';

/** Step one: signing in to Xero in a new tab and choosing the organisation there. */
export function AuthoriseStep({ integration }: { integration: Integration }) {
  const authorisation = useAuthorisation(integration);
  const { waiting, outcome } = authorisation;
  const ended = outcome === null || outcome === 'authorised' ? null : authorisationOutcome(outcome);
  const done = integration.pendingOrganisation !== null || isReachable(integration);
  return (
    <Step
      number={1}
      title="Authorise"
      done={done}
      description={
        <>
          A new tab opens at Xero: sign in, allow access, and choose the organisation.
          {integration.organisation !== null &&
            ' Re-connecting replaces the existing connection; the existing one stays in force until you save.'}
        </>
      }
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
        </Group>
      )}
      {waiting && authorisation.blockedUrl !== null && (
        <Text size="sm">
          Your browser did not open a new tab.{' '}
          <Anchor inherit underline="always" href={authorisation.blockedUrl} target="_blank" rel="noopener">
            Open Xero in a new tab
          </Anchor>
        </Text>
      )}
      <PendingOrganisation integration={integration} />
    </Step>
  );
}
