import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { scopeWords } from './scope-words.ts';

/** Who connected the books, what that allows, and whether Xero tells of changes by itself; nothing before the first Save. */
export function Connection({ integration }: { integration: Integration }) {
  const { connectedAt, connectedBy, scopes, webhooks } = integration;
  if (connectedAt === null) return null;
  return (
    <Section title="Connection">
      <FactGrid narrow>
        <Fact label="Connected">
          <Instant at={connectedAt} />
          {connectedBy !== null && (
            <Text size="sm" c="dimmed">
              by {connectedBy}
            </Text>
          )}
        </Fact>
        <Fact label="News from Xero (webhooks)">
          <Webhooks webhooks={webhooks} />
        </Fact>
        {scopes.length > 0 && (
          <Fact label="Permissions granted" wide>
            <Text component="div" size="sm">
              {scopeWords(scopes).join(' · ')}
            </Text>
          </Fact>
        )}
      </FactGrid>
    </Section>
  );
}

function Webhooks({ webhooks: { configured, healthy, lastEventAt } }: Pick<Integration, 'webhooks'>) {
  if (!configured) return 'Not set up: changes show after the next hourly sync';
  return (
    <>
      {healthy ? 'Changes show within seconds' : 'Not relied on now: every hourly sync reads all changes'}
      <Text size="sm" c="dimmed">
        {lastEventAt === null ? (
          'none has come yet'
        ) : (
          <>
            last one <Instant at={lastEventAt} relative />
          </>
        )}
      </Text>
    </>
  );
}
