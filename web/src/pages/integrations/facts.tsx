import type { Integration } from '@ledgerport/portal/schemas';
import { Group, Text } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { Section } from '../../components/section.tsx';
import { useNow } from '../../components/use-now.ts';
import { stateMeaning } from './integration-state.ts';
import { isRunningLate } from './running-late.ts';

/** The integration's state, its organisation, and when it synced and will sync. */
export function Facts({ integration }: { integration: Integration }) {
  const { organisation } = integration;
  const late = isRunningLate(integration, useNow());
  return (
    <Section
      title="State"
      actions={
        <Group gap="sm">
          {integration.status !== 'reconnect_needed' && (
            <Text size="sm" c="dimmed">
              {late && integration.activeSyncId === null ? LATE : stateMeaning(integration.status)}
            </Text>
          )}
          <IntegrationStatusBadge
            status={integration.status}
            late={late}
            syncing={integration.activeSyncId !== null}
          />
        </Group>
      }
    >
      <FactGrid narrow>
        <Fact label="LAST ATTEMPTED SYNC">
          <When at={integration.lastAttemptedSyncAt} otherwise="Never" />
        </Fact>
        <Fact label="LAST SUCCESSFUL SYNC">
          <When at={integration.lastSuccessfulSyncAt} otherwise="Never" />
        </Fact>
        <Fact label="NEXT SYNC">
          <When at={integration.nextSyncAt} otherwise={NO_NEXT_SYNC[integration.status]} />
        </Fact>
        <Fact label="Organisation">
          {organisation === null ? (
            'Not chosen yet'
          ) : (
            <>
              {organisation.name}
              <Text size="sm" c="dimmed">
                {organisation.baseCurrency}, {organisation.timeZone}
              </Text>
            </>
          )}
        </Fact>
      </FactGrid>
    </Section>
  );
}

const LATE = 'A sync is due for more than 15 minutes. It starts by itself; nothing is lost.';

const NO_NEXT_SYNC: Record<Integration['status'], string> = {
  not_connected: 'After the first Save',
  connected: 'Within the hour',
  reconnect_needed: 'After reconnecting',
  paused: 'After resuming',
  disconnected: 'After reconnecting',
};

function When({ at, otherwise }: { at: string | null; otherwise: string }) {
  if (at === null) return otherwise;
  return (
    <>
      <Instant at={at} />
      <Text size="sm" c="dimmed">
        <Instant at={at} relative />
      </Text>
    </>
  );
}
