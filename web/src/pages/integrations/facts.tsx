import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { Section } from '../../components/section.tsx';
import { stateMeaning } from './integration-state.ts';
import { scopeWords } from './scope-words.ts';

/** The integration's state, its organisation, and when it synced and will sync. */
export function Facts({ integration }: { integration: Integration }) {
  const { organisation } = integration;
  return (
    <Section
      title="State"
      description={integration.status !== 'reconnect_needed' && stateMeaning(integration.status)}
      actions={<IntegrationStatusBadge status={integration.status} />}
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
        {organisation !== null && (
          <Fact label="Organisation">
            {organisation.name}
            <Text size="sm" c="dimmed">
              {organisation.baseCurrency}, {organisation.timeZone}
            </Text>
          </Fact>
        )}
        {integration.connectedAt !== null && (
          <Fact label="Connected">
            <Instant at={integration.connectedAt} />
            {integration.connectedBy !== null && (
              <Text size="sm" c="dimmed">
                by {integration.connectedBy}
              </Text>
            )}
          </Fact>
        )}
        {integration.callsLeftToday !== null && (
          <Fact label="Calls left today">{formatCount(integration.callsLeftToday)}</Fact>
        )}
        {integration.scopes.length > 0 && (
          <Fact label="Permissions granted" wide>
            <Text component="div" size="sm">
              {scopeWords(integration.scopes).join(' · ')}
            </Text>
          </Fact>
        )}
      </FactGrid>
    </Section>
  );
}

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
