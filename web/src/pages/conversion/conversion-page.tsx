import type { Conversion, Integration } from '@ledgerport/portal/schemas';
import { Button, Stack, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { post } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { integrationPath, integrationQuery } from '../integrations/integration-query.ts';
import { conversionsQuery, refreshConversion } from './conversion-query.ts';
import { ConversionSteps } from './conversion-steps.tsx';
import { MatchList } from './match-list.tsx';
import { PastConversions } from './past-conversions.tsx';

/** The move of an integration to another Xero organisation, from its beginning to the switch. */
export function ConversionPage() {
  const firm = useFirm();
  const { integrationId } = useParams({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/conversion',
  });
  const integration = useQuery(integrationQuery(integrationId));
  const conversions = useQuery(conversionsQuery(integrationId));
  const open = conversions.data?.items.find(({ endedAt }) => endedAt === null);
  const past = conversions.data?.items.filter(({ endedAt }) => endedAt !== null) ?? [];
  return (
    <>
      <PageTitle
        title="Conversion"
        description="Moves this firm’s books to another Xero organisation. Customers and invoices that go on there keep their history, their links and their sign-ins."
        actions={
          <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId: firm.id }}>
            Integrations
          </ButtonLink>
        }
      />
      <Stack gap="md">
        <FailureAlert error={integration.error ?? conversions.error} />
        {(integration.isPending || conversions.isPending) && <LoadingRows rows={4} height={120} />}
        {integration.data !== undefined && conversions.data !== undefined && (
          <>
            {open === undefined ? (
              <Begin integration={integration.data} />
            ) : (
              <UnderWay integration={integration.data} conversion={open} />
            )}
            <PastConversions conversions={past} />
          </>
        )}
      </Stack>
    </>
  );
}

function UnderWay({ integration, conversion }: { integration: Integration; conversion: Conversion }) {
  const { staff } = useSession();
  return (
    <>
      {staff ? (
        <ConversionSteps integration={integration} conversion={conversion} />
      ) : (
        <Text c="dimmed">
          Your provider does the conversion. You can see here what matches; figures and pages stay as they are
          until the switch.
        </Text>
      )}
      {conversion.comparedAt !== null && <MatchList integration={integration} conversion={conversion} />}
    </>
  );
}

function Begin({ integration }: { integration: Integration }) {
  const { staff } = useSession();
  const begin = useMutation({
    mutationFn: () => post<Conversion>(`${integrationPath(integration.id)}/conversions`),
    onSettled: () => refreshConversion(integration),
  });
  const from =
    integration.platform === 'csv' ? 'the uploaded files' : (integration.organisation?.name ?? 'Xero');
  return (
    <Stack>
      <FailureAlert error={begin.error} />
      <EmptyState
        icon={<IconArrowsExchange size={32} aria-hidden />}
        title="No conversion is under way"
        action={
          staff && (
            <Button loading={begin.isPending} onClick={() => begin.mutate()}>
              Begin a conversion from {from}
            </Button>
          )
        }
      >
        {staff
          ? 'Beginning one changes nothing: the present books stay in force until the switch, and it can be abandoned until then.'
          : 'Your provider begins one when your books move to another Xero organisation.'}
      </EmptyState>
    </Stack>
  );
}
