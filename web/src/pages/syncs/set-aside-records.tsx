import type { SetAsideRecord } from '@ledgerport/portal/schemas';
import { Accordion, Button, Code, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../../api/client.ts';
import type { List } from '../../api/queries.ts';
import { Instant } from '../../components/instant.tsx';
import { FailureAlert } from '../../components/problem-alert.tsx';
import { Section } from '../../components/section.tsx';
import { prettyJson } from './pretty-json.ts';
import { entityLabel } from './run-words.ts';

/** The records a run set aside because they could not be understood; nothing when there are none. */
export function SetAsideRecords({ syncId }: { syncId: string }) {
  const path = `/api/syncs/${syncId}/set-aside`;
  const pages = useInfiniteQuery({
    queryKey: [path, 'pages'],
    queryFn: ({ pageParam, signal }) => get<List<SetAsideRecord>>(path, { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const records = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (records.length === 0) return <FailureAlert error={pages.error} />;
  return (
    <Section
      title="Set aside"
      description="These records could not be understood. They are kept as Xero sent them and read again by every later run; all others are up to date."
    >
      <Accordion multiple variant="separated" order={3}>
        {records.map((record, index) => (
          <Record key={record.xeroId ?? `${index} ${record.firstSeenAt}`} record={record} name={`${index}`} />
        ))}
      </Accordion>
      <FailureAlert error={pages.error} />
      {pages.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
    </Section>
  );
}

function Record({ record, name }: { record: SetAsideRecord; name: string }) {
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Text fw={600}>{record.reason}</Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {entityLabel(record.entity)}, {record.xeroId ?? 'without an id'}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Text size="sm" mb="xs">
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
      </Accordion.Panel>
    </Accordion.Item>
  );
}
