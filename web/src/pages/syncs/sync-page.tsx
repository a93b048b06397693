import type { SyncRun } from '@ledgerport/portal/schemas';
import { Box, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Instant } from '../../components/instant.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { EntityTable } from './entity-table.tsx';
import { EntityWords } from './entity-words.tsx';
import { RunProgress } from './live-run.tsx';
import { bytesWords, durationWords, millisecondsWords } from './measure-words.ts';
import { RunProblem } from './run-problem.tsx';
import { isFinal, runTrigger } from './run-words.ts';
import { SetAsideRecords } from './set-aside-records.tsx';
import { useLiveRun } from './use-live-run.ts';
import { WatermarkTable } from './watermark-table.tsx';

/** One sync run: what started it, what it did, what stood in its way; live while it is under way. */
export function SyncPage() {
  const { firmId, syncId } = useParams({ from: '/signed-in/firms/$firmId/syncs/$syncId' });
  const { data: run, error } = useLiveRun(syncId);
  return (
    <>
      <PageTitle
        title="Sync run"
        description={run !== undefined && <Instant at={run.queuedAt} />}
        actions={
          run !== undefined && (
            <ButtonLink
              variant="default"
              to="/firms/$firmId/integrations/$integrationId/syncs"
              params={{ firmId, integrationId: run.integrationId }}
            >
              Sync history
            </ButtonLink>
          )
        }
      />
      <Stack gap="lg">
        <FailureAlert error={error} />
        {run === undefined && error === null && <LoadingRows rows={4} height={80} />}
        {run !== undefined && <Run run={run} />}
      </Stack>
    </>
  );
}

function Run({ run }: { run: SyncRun }) {
  return (
    <>
      <RunProblem run={run} />
      <Section title="Result">
        <RunProgress run={run} />
        <RunFacts run={run} />
      </Section>
      <Section title="Records">
        <Box visibleFrom="sm">
          <EntityTable run={run} />
        </Box>
        <Box hiddenFrom="sm">
          <EntityWords run={run} />
        </Box>
        {Object.keys(run.entities).length === 0 && (
          <Text c="dimmed">
            {isFinal(run.status) ? 'This run came to no record.' : 'No record has been read yet.'}
          </Text>
        )}
      </Section>
      <WatermarkTable run={run} />
      {isFinal(run.status) && <SetAsideRecords integrationId={run.integrationId} />}
    </>
  );
}

function RunFacts({ run }: { run: SyncRun }) {
  return (
    <FactGrid narrow>
      <Fact label="Started by">{runTrigger(run)}</Fact>
      <Fact label="Started">{run.startedAt === null ? 'Not yet' : <Instant at={run.startedAt} />}</Fact>
      <Fact label="Finished">{run.finishedAt === null ? 'Not yet' : <Instant at={run.finishedAt} />}</Fact>
      {run.startedAt !== null && run.finishedAt !== null && (
        <Fact label="Took">{durationWords(run.startedAt, run.finishedAt)}</Fact>
      )}
      <Fact label="Waited for Xero’s limits">
        {run.waitedMs === 0 ? 'Not at all' : millisecondsWords(run.waitedMs)}
      </Fact>
      <Fact label="Calls to Xero">{formatCount(run.calls)}</Fact>
      <Fact label="Read from Xero">{bytesWords(run.bytes)}</Fact>
    </FactGrid>
  );
}
