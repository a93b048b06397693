import type { Integration, SyncRun } from '@ledgerport/portal/schemas';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type List, read } from '../../api/queries.ts';
import { WHILE_RUNNING_MS } from '../../api/refetch-integrations.ts';
import { TextLink } from '../../components/links.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { RunList } from '../syncs/run-list.tsx';
import { integrationPath } from './integration-query.ts';

/** The last five runs, with the way to all of them. */
export function RecentRuns({ integration }: { integration: Integration }) {
  const runs = useQuery({
    ...read<List<SyncRun>>(`${integrationPath(integration.id)}/syncs`, { limit: 5 }),
    refetchInterval: integration.activeSyncId === null ? false : WHILE_RUNNING_MS,
  });
  const some = (runs.data?.items.length ?? 0) > 0;
  return (
    <Section
      title="Last runs"
      actions={
        some && (
          <TextLink
            to="/firms/$firmId/integrations/$integrationId/syncs"
            params={{ firmId: integration.firmId, integrationId: integration.id }}
          >
            Sync history
          </TextLink>
        )
      }
    >
      {runs.isPending && <LoadingRows rows={5} />}
      <FailureAlert error={runs.error} />
      {some && <RunList runs={runs.data?.items ?? []} />}
      {runs.isSuccess && !some && (
        <Text c="dimmed">
          No run yet. Once a connection is saved the first one starts by itself within the hour, or at once
          with Sync Now.
        </Text>
      )}
    </Section>
  );
}
