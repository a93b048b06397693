import type { Integration } from '@ledgerport/portal/schemas';
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/session.ts';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { Instant } from '../../components/instant.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { ConversionNotice } from '../conversion/conversion-notice.tsx';
import { CopyableId } from '../integrations/copyable-id.tsx';
import { integrationQuery } from '../integrations/integration-query.ts';
import { UploadSection } from './upload-section.tsx';

/** The books of a firm that come from uploaded files; `known` is what the list gave, shown until it is read by itself. */
export function CsvIntegration({ known }: { known: Integration }) {
  const { mayChange } = useFirm();
  const { staff } = useSession();
  const { data: integration, error } = useQuery({ ...integrationQuery(known.id), initialData: known });
  return (
    <>
      <PageTitle title="Books from CSV files" description={<CopyableId id={integration.id} />} />
      <Stack gap="md">
        <FailureAlert error={error} />
        <ConversionNotice integration={integration} />
        <Section
          title="State"
          description="Customers and invoices are as the last files said. Nothing is read from Xero, and nothing is changed there."
          actions={<StatusBadge tone="info">Fed by files</StatusBadge>}
        >
          <FactGrid>
            <Fact label="LAST UPLOAD">
              {integration.lastSuccessfulSyncAt === null ? (
                'None yet'
              ) : (
                <>
                  <Instant at={integration.lastSuccessfulSyncAt} />
                  <Text size="sm" c="dimmed">
                    <Instant at={integration.lastSuccessfulSyncAt} relative />
                  </Text>
                </>
              )}
            </Fact>
          </FactGrid>
        </Section>
        {mayChange ? (
          <>
            <UploadSection integration={integration} kind="customers" />
            <UploadSection integration={integration} kind="invoices" />
          </>
        ) : (
          <Text c="dimmed">
            You can read everything here. An owner or admin of the firm, or your provider, uploads files.
          </Text>
        )}
        {staff && integration.conversionId === null && (
          <Section
            title="Move to Xero"
            description="Once the firm’s books are in Xero, a conversion matches them with what was uploaded, so that history, links and sign-ins go on."
            actions={
              <ButtonLink
                variant="default"
                to="/firms/$firmId/integrations/$integrationId/conversion"
                params={{ firmId: integration.firmId, integrationId: integration.id }}
              >
                Convert to Xero…
              </ButtonLink>
            }
          />
        )}
      </Stack>
    </>
  );
}
