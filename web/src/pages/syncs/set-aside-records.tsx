import type { SetAsideRecord } from '@ledgerport/portal/schemas';
import { Accordion, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh, IconReload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type List, read } from '../../api/queries.ts';
import { DoneAlert } from '../../components/done-alert.tsx';
import { Instant } from '../../components/instant.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { FailureAlert, ProblemAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { useFirm } from '../../layout/firm-context.ts';
import { kindOfRecord } from '../books/books-words.ts';
import { FullSyncDialog } from '../integrations/full-sync-dialog.tsx';
import { prettyJson } from './pretty-json.ts';
import { retryWords } from './reread-words.ts';
import { entityLabel } from './run-words.ts';
import { type Retried, useRetry } from './use-retry.ts';

/** The server tells of the newest so many. */
const MOST = 200;

type SetAsideRecordsProps = {
  integrationId: string;
  /** What stands there when nothing is set aside. */
  otherwise?: ReactNode;
};

/** The records of an integration that could not be understood, each to be asked for again. */
export function SetAsideRecords({ integrationId, otherwise = null }: SetAsideRecordsProps) {
  const firm = useFirm();
  const [retried, setRetried] = useState<Retried | null>(null);
  const { data, error, isPending } = useQuery(
    read<List<SetAsideRecord>>(`/api/integrations/${integrationId}/set-aside`),
  );
  const records = data?.items ?? [];
  return (
    <>
      <RetryOutcome retried={retried} />
      <FailureAlert error={error} />
      {isPending && otherwise !== null && <LoadingRows rows={4} height={64} />}
      {data !== undefined && records.length === 0 && otherwise}
      {records.length > 0 && (
        <Section
          title="Set aside"
          description="These records could not be understood. They are kept as Xero sent them and read again by every later run; all others are up to date."
          actions={firm.mayChange && <ReadEverything integrationId={integrationId} />}
        >
          {records.length === MOST && <Text size="sm">The newest {MOST} are shown.</Text>}
          <Accordion multiple variant="separated" order={3}>
            {records.map((record, place) => (
              <Record
                key={nameOf(record, place)}
                name={nameOf(record, place)}
                record={record}
                integrationId={integrationId}
                onRetried={setRetried}
              />
            ))}
          </Accordion>
        </Section>
      )}
    </>
  );
}

/** Fit to be part of an element's id. One without an id of its own never leaves the list before the others do. */
function nameOf({ entity, xeroId }: SetAsideRecord, place: number): string {
  return `${entity}-${xeroId ?? place}`;
}

/** Stands over the list, for a record that is understood now is no longer on it. */
function RetryOutcome({ retried }: { retried: Retried | null }) {
  if (retried === null) return null;
  const { record, outcome } = retried;
  const { good, title, meaning } = retryWords(outcome);
  const name = `${kindOfRecord(record.entity)} ${record.xeroId}`;
  return good ? (
    <DoneAlert title={`${name}: ${title}`}>{meaning}</DoneAlert>
  ) : (
    <ProblemAlert tone="warning" title={`${name}: ${title}`} message={meaning} />
  );
}

function ReadEverything({ integrationId }: { integrationId: string }) {
  const { id: firmId } = useFirm();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconReload size={16} aria-hidden />} onClick={open}>
        Read everything again…
      </Button>
      <FullSyncDialog
        integration={{ id: integrationId, firmId }}
        opened={opened}
        onClose={close}
        onStarted={(syncId) =>
          void navigate({ to: '/firms/$firmId/syncs/$syncId', params: { firmId, syncId } })
        }
      />
    </>
  );
}

type RecordProps = {
  name: string;
  record: SetAsideRecord;
  integrationId: string;
  onRetried: (retried: Retried) => void;
};

function Record({ name, record, integrationId, onRetried }: RecordProps) {
  const { mayChange } = useFirm();
  const retry = useRetry(integrationId, record, onRetried);
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Text fw={600}>{record.reason}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {entityLabel(record.entity)}, {record.xeroId ?? 'without an id'}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <Text size="sm">
            First seen <Instant at={record.firstSeenAt} />, last seen <Instant at={record.lastSeenAt} />
          </Text>
          <Code
            block
            tabIndex={0}
            mah={400}
            style={{ overflow: 'auto' }}
            aria-label="The record as Xero sent it"
          >
            {prettyJson(record.raw)}
          </Code>
          <FailureAlert error={retry.error} />
          {mayChange && record.xeroId !== null && (
            <Group>
              <Button
                variant="default"
                leftSection={<IconRefresh size={16} aria-hidden />}
                loading={retry.isPending}
                onClick={() => retry.mutate()}
              >
                Ask Xero again
              </Button>
            </Group>
          )}
          {record.xeroId === null && (
            <Text size="sm">It came without an id, so only reading everything again can bring it back.</Text>
          )}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
