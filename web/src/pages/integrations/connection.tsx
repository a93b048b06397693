import type { Integration } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { scopeWords } from './scope-words.ts';

/** Who connected the books, what that allows, and how often Xero may still be asked; nothing before the first Save. */
export function Connection({ integration }: { integration: Integration }) {
  const { connectedAt, connectedBy, callsLeftToday, scopes } = integration;
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
        <Fact label="Calls left today">
          {callsLeftToday === null ? 'Not known yet' : formatCount(callsLeftToday)}
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
