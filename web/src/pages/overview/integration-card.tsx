import type { Integration } from '@ledgerport/portal/schemas';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { IntegrationStatusBadge } from '../../components/integration-status.tsx';
import { TextLink } from '../../components/links.tsx';
import { Section } from '../../components/section.tsx';
import { stateMeaning } from '../integrations/integration-state.ts';

/** The state of the link to Xero in short, with the way to its page. */
export function IntegrationCard({ integration }: { integration: Integration }) {
  const { organisation, lastSuccessfulSyncAt, nextSyncAt } = integration;
  return (
    <Section
      title="Xero integration"
      description={integration.status !== 'reconnect_needed' && stateMeaning(integration.status)}
      actions={<IntegrationStatusBadge status={integration.status} />}
    >
      <FactGrid>
        {organisation !== null && <Fact label="Organisation">{organisation.name}</Fact>}
        <Fact label="Last successful sync">
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
