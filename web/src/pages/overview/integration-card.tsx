import type { Integration } from '@ledgerport/portal/schemas';
import { Group } from '@mantine/core';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { TextLink } from '../../components/links.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useNow } from '../../components/use-now.ts';
import { BooksBadge } from '../books/books-section.tsx';
import { stateMeaning } from '../integrations/integration-state.ts';
import { isRunningLate } from '../integrations/running-late.ts';

/** The state of the link to Xero in short, with the way to its page. */
export function IntegrationCard({ integration }: { integration: Integration }) {
  const { organisation, lastSuccessfulSyncAt, nextSyncAt } = integration;
  const late = isRunningLate(integration, useNow());
  const isFed = integration.platform === 'csv';
  return (
    <Section
      title={isFed ? 'Books from CSV files' : 'Xero integration'}
      description={
        isFed
          ? 'Customers and invoices are as the last uploaded files said.'
          : integration.status !== 'reconnect_needed' && stateMeaning(integration.status)
      }
      actions={
        isFed ? (
          <StatusBadge tone="info">Fed by files</StatusBadge>
        ) : (
          <Group gap="xs">
            {integration.books !== null && <BooksBadge check={integration.books} />}
            <IntegrationStatusBadge status={integration.status} late={late} />
          </Group>
        )
      }
    >
      <FactGrid>
        {organisation !== null && <Fact label="Organisation">{organisation.name}</Fact>}
        <Fact label={isFed ? 'Last upload' : 'Last successful sync'}>
          {lastSuccessfulSyncAt === null ? 'Never' : <Instant at={lastSuccessfulSyncAt} relative />}
        </Fact>
        {nextSyncAt !== null && (
          <Fact label="Next sync">
            <Instant at={nextSyncAt} relative />
          </Fact>
        )}
      </FactGrid>
      <TextLink to="/firms/$firmId/integrations" params={{ firmId: integration.firmId }}>
        Open the Integrations page
      </TextLink>
    </Section>
  );
}
