import type { SyncRun } from '@ledgerport/portal/schemas';
import { SimpleGrid, Text } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { formatCount } from '../../components/format-count.ts';
import { formatInstant } from '../../components/format-date.ts';
import { useTimeZone } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { type ChartScale, chartScale } from './chart-scale.ts';
import { chartWords } from './chart-words.ts';
import { countWords, millisecondsWords } from './measure-words.ts';
import { isFinal, recordsChanged, runStatus } from './run-words.ts';

/** Fewer tell nothing that the list does not. */
const LEAST_RUNS = 5;

/** How long the newest runs took and how much they changed, the oldest on the left; in a sentence too. */
export function RunChart({ runs }: { runs: readonly SyncRun[] }) {
  const words = useId();
  const ended = runs.filter((run) => isFinal(run.status)).toReversed();
  if (ended.length < LEAST_RUNS) return null;
  const tookMs = ended.map(tookMilliseconds);
  const changed = ended.map(recordsChanged);
  return (
    <Section title={`The last ${ended.length} runs`}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="md">
        <Bars
          title="Records changed"
          runs={ended}
          values={changed}
          scale={chartScale(changed, 1)}
          say={(value) => countWords(value, 'record changed', 'records changed')}
          sayTick={formatCount}
          words={words}
        />
        <Bars
          title="Time taken"
          runs={ended}
          values={tookMs}
          scale={chartScale(tookMs, 100)}
          say={millisecondsWords}
          sayTick={(value) => `${formatCount(value / 1000)} s`}
          words={words}
        />
      </SimpleGrid>
      <Text size="sm" id={words}>
        {chartWords(ended)}
      </Text>
    </Section>
  );
}

function tookMilliseconds({ startedAt, finishedAt }: SyncRun): number {
  if (startedAt === null || finishedAt === null) return 0;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}

type BarsProps = {
  title: string;
  runs: readonly SyncRun[];
  values: readonly number[];
  scale: ChartScale;
  say: (value: number) => string;
  sayTick: (value: number) => string;
  /** The id of the sentence that says the same. */
  words: string;
};

function Bars({ title, runs, values, scale, say, sayTick, words }: BarsProps) {
  const zone = useTimeZone();
  return (
    <figure className="run-chart">
      <Text component="figcaption" size="sm" fw={600}>
        {title}
      </Text>
      <div role="img" aria-label={title} aria-describedby={words} className="run-chart-plot">
        {scale.ticks.map((tick, place) => (
          <div
            key={tick}
            className="run-chart-tick"
            style={{ bottom: `${(100 * place) / (scale.ticks.length - 1)}%` }}
          >
            <span>{sayTick(tick)}</span>
          </div>
        ))}
        {runs.map((run, place) => {
          const value = values[place] ?? 0;
          const { label, tone } = runStatus(run.status);
          return (
            <div
              key={run.id}
              className="run-chart-run"
              title={`${formatInstant(run.startedAt ?? run.queuedAt, zone)}: ${label}, ${say(value)}`}
            >
              <div
                className="run-chart-bar"
                data-tone={tone}
                style={{ height: `${100 * scale.heightOf(value)}%` }}
              />
              <StatusMark status={run.status} />
            </div>
          );
        })}
      </div>
    </figure>
  );
}

/** A run that did not go well is marked by a sign, not by its colour alone. */
function StatusMark({ status }: { status: SyncRun['status'] }) {
  if (status === 'failed') return <IconX className="run-chart-mark" size={12} stroke={3} data-tone="bad" />;
  if (status === 'partial')
    return <IconAlertTriangle className="run-chart-mark" size={11} stroke={2.5} data-tone="warning" />;
  return null;
}
