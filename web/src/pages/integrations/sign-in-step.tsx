import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { authorisationOutcome } from '../authorised/outcomes.ts';
import { Step } from './step.tsx';
import type { useAuthorisation } from './use-authorisation.ts';

type Props = {
  authorisation: ReturnType<typeof useAuthorisation>;
  title: string;
  description: ReactNode;
  done: boolean;
  /** What the sign-in has come to so far. */
  children: ReactNode;
};

/** Step one, of an integration and of a conversion: signing in to Xero in a new tab, and what is shown meanwhile. */
export function SignInStep({ authorisation, title, description, done, children }: Props) {
  const { waiting, outcome, blockedUrl } = authorisation;
  const ended = outcome === null || outcome === 'authorised' ? null : authorisationOutcome(outcome);
  return (
    <Step
      number={1}
      title={title}
      done={done}
      description={description}
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
      {waiting && blockedUrl !== null && (
        <Text size="sm">
          Your browser did not open a new tab.{' '}
          <Anchor inherit underline="always" href={blockedUrl} target="_blank" rel="noopener">
            Open Xero in a new tab
          </Anchor>
        </Text>
      )}
      {children}
    </Step>
  );
}
