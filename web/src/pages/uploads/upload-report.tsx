import type { UploadProblem, UploadReport } from '@ledgerport/portal/schemas';
import { Button, Group, Stack, Text } from '@mantine/core';
import { DoneAlert } from '../../components/done-alert.tsx';
import { Fact, FactGrid } from '../../components/fact.tsx';
import { formatCount } from '../../components/format-count.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { type RecordColumn, RecordTable } from '../../components/record-table.tsx';
import { countWords } from '../syncs/measure-words.ts';

type ReportProps = { report: UploadReport; storing: boolean; onStore: () => void };

/** What a file holds and does, or line by line what is wrong with it. */
export function UploadReportView({ report, storing, onStore }: ReportProps) {
  const { kind, created, updated, withdrawn, stored } = report;
  if (!report.ok) return <Problems report={report} />;
  const changes = created + updated + withdrawn;
  return (
    <Stack>
      {stored ? (
        <DoneAlert title={`The ${kind} are stored`}>
          The figures are as this file says, from now on.
        </DoneAlert>
      ) : (
        <Text fw={600} role="status">
          {changes === 0
            ? `Every line can be used. All ${formatCount(report.lines)} are stored like this already, so nothing would change.`
            : 'Every line can be used. Nothing is stored yet: this is what the file does.'}
        </Text>
      )}
      <FactGrid narrow>
        <Fact label="New">{formatCount(created)}</Fact>
        <Fact label="Changed">{formatCount(updated)}</Fact>
        <Fact label="Unchanged">{formatCount(report.unchanged)}</Fact>
        <Fact label={kind === 'customers' ? 'Archived' : 'Voided'}>{formatCount(withdrawn)}</Fact>
      </FactGrid>
      <Columns report={report} />
      {!stored && changes > 0 && (
        <Group>
          <Button loading={storing} onClick={onStore}>
            Store {countWords(report.lines, kind.slice(0, -1), kind)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Columns({ report: { columns } }: { report: UploadReport }) {
  const unread = columns.filter(({ field }) => field === null).map(({ heading }) => `“${heading}”`);
  if (unread.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      Not read, because their headings are not known: {unread.join(', ')}.
    </Text>
  );
}

const COLUMNS: RecordColumn<UploadProblem>[] = [
  {
    key: 'line',
    label: 'Line',
    cell: ({ line }) => (line === null ? 'Whole file' : `Line ${formatCount(line)}`),
  },
  { key: 'column', label: 'Column', cell: ({ column }) => column },
  {
    key: 'value',
    label: 'Value',
    cell: ({ value }) =>
      value === null ? null : value === '' ? (
        <Text span inherit c="dimmed">
          empty
        </Text>
      ) : (
        <Text span inherit style={{ overflowWrap: 'anywhere' }}>
          {value}
        </Text>
      ),
  },
  { key: 'message', label: 'What is wrong', cell: ({ message }) => message },
];

function Problems({ report }: { report: UploadReport }) {
  const { problemCount, problems } = report;
  return (
    <Stack>
      <ProblemAlert
        title={problemCount === 1 ? 'One thing is wrong' : `${formatCount(problemCount)} things are wrong`}
        message="Nothing was stored: a file is taken as a whole or not at all. Correct these in the file, choose it again and check it."
      />
      <RecordTable
        label="What is wrong with the file"
        columns={COLUMNS}
        rows={problems}
        rowKey={(problem) => `${problem.line} ${problem.column} ${problem.message}`}
      />
      {problemCount > problems.length && (
        <Text size="sm" c="dimmed">
          The first {formatCount(problems.length)} are shown.
        </Text>
      )}
      <Columns report={report} />
    </Stack>
  );
}
