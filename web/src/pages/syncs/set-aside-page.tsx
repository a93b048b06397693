import { Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { SetAsideRecords } from './set-aside-records.tsx';

/** Every record of an integration that could not be understood. */
export function SetAsidePage() {
  const { firmId, integrationId } = useParams({
    from: '/signed-in/firms/$firmId/integrations/$integrationId/set-aside',
  });
  return (
    <>
      <PageTitle
        title="Records set aside"
        description="What Xero sent and Ledgerport could not understand. One bad record never stops the others."
        actions={
          <ButtonLink variant="default" to="/firms/$firmId/integrations" params={{ firmId }}>
            Back to the integration
          </ButtonLink>
        }
      />
      <Stack>
        <SetAsideRecords
          integrationId={integrationId}
          otherwise={
            <EmptyState icon={<IconCircleCheck aria-hidden />} title="Nothing is set aside">
              Every record that Xero sent was understood.
            </EmptyState>
          }
        />
      </Stack>
    </>
  );
}
