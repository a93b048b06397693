import type { Integration } from '@ledgerport/portal/schemas';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { LiveRun } from '../syncs/live-run.tsx';
import { isReachable } from './integration-state.ts';
import { useStartSync } from './start-sync.ts';
import { Step } from './step.tsx';

/** Step four: Sync Now, and the run that is under way, whoever or whatever started it, up to its end. */
export function SyncStep({ integration }: { integration: Integration }) {
  const start = useStartSync(integration);
  const [followed, follow] = useFollowedRun(integration);
  return (
    <Step
      number={4}
      title="Sync"
      done={syncedSinceConnected(integration)}
      description={syncWords(integration)}
      action={
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          disabled={!isReachable(integration)}
          loading={start.isPending}
          onClick={() => start.mutate({}, { onSuccess: ({ id }) => follow(id) })}
        >
          Sync Now
        </Button>
      }
    >
      {start.error !== null && <FailureAlert error={start.error} />}
      {followed !== null && <Run id={followed} integration={integration} />}
    </Step>
  );
}

/** The run under way for those who may only read; nothing while there is none. */
export function SyncUnderWay({ integration }: { integration: Integration }) {
  const [followed] = useFollowedRun(integration);
  if (followed === null) return null;
  return (
    <Section title="Sync under way">
      <Run id={followed} integration={integration} />
    </Section>
  );
}

/** That access has ended is said once, over the page; the run that found out need not say it again. */
function Run({ id, integration }: { id: string; integration: Integration }) {
  return <LiveRun key={id} id={id} explained={integration.status === 'reconnect_needed'} />;
}

/** The last run that was seen under way while the page was shown. */
function useFollowedRun({ activeSyncId }: Integration) {
  const [followed, follow] = useState(activeSyncId);
  if (activeSyncId !== null && activeSyncId !== followed) follow(activeSyncId);
  return [followed, follow] as const;
}

function syncedSinceConnected(integration: Integration): boolean {
  const { connectedAt, lastSuccessfulSyncAt } = integration;
  if (!isReachable(integration) || connectedAt === null || lastSuccessfulSyncAt === null) return false;
  return Date.parse(lastSuccessfulSyncAt) >= Date.parse(connectedAt);
}

function syncWords(integration: Integration): string {
  if (!isReachable(integration))
    return 'Authorise Xero and save first: without a connection nothing can be read.';
  if (integration.status === 'paused')
    return 'No sync starts by itself while paused. Sync Now starts one at once.';
  return `A sync starts by itself every ${integration.syncIntervalMinutes} minutes. Sync Now starts one at once.`;
}
