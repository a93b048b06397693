import type { Integration } from '@ledgerport/portal/schemas';
import { Button, Group } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { LiveRun } from '../syncs/live-run.tsx';
import { isReachable } from './integration-state.ts';
import { useStartSync } from './start-sync.ts';

/** Step four: Sync Now, and the run that is under way, whoever or whatever started it, up to its end. */
export function SyncStep({ integration }: { integration: Integration }) {
  const { mayChange } = useFirm();
  const start = useStartSync(integration);
  const { activeSyncId } = integration;
  const [followed, setFollowed] = useState(activeSyncId);
  if (activeSyncId !== null && activeSyncId !== followed) setFollowed(activeSyncId);
  if (!mayChange && followed === null) return null;
  return (
    <Section title={mayChange ? '4. Sync' : 'Sync under way'} description={syncWords(integration)}>
      {mayChange && (
        <Group>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={!isReachable(integration)}
            loading={start.isPending}
            onClick={() => start.mutate({}, { onSuccess: ({ id }) => setFollowed(id) })}
          >
            Sync Now
          </Button>
        </Group>
      )}
      <FailureAlert error={start.error} />
      {followed !== null && <LiveRun key={followed} id={followed} />}
    </Section>
  );
}

function syncWords(integration: Integration): string {
  if (!isReachable(integration))
    return 'Authorise Xero and save first: without a connection nothing can be read.';
  if (integration.status === 'paused')
    return 'No sync starts by itself while paused. Sync Now starts one at once.';
  return `A sync starts by itself every ${integration.syncIntervalMinutes} minutes. Sync Now starts one at once.`;
}
