import type { SyncRun } from '@ledgerport/portal/schemas';
import { formatCount } from '../../components/format-count.ts';
import { median } from './chart-scale.ts';
import { countWords, millisecondsWords } from './measure-words.ts';
import { RUN_STATUSES, recordsChanged } from './run-words.ts';

const SAID: Partial<Record<SyncRun['status'], string>> = {
  succeeded: 'succeeded',
  partial: 'read all but some records (▲)',
  failed: 'failed (✕)',
  cancelled: 'were cancelled',
};

/** The chart of ended runs in sentences, with what its signs mean. */
export function chartWords(ended: readonly SyncRun[]): string {
  const outcomes = RUN_STATUSES.flatMap((status) => {
    const count = ended.filter((run) => run.status === status).length;
    return count === 0 || SAID[status] === undefined ? [] : [`${formatCount(count)} ${SAID[status]}`];
  });
  const took = ended.flatMap(({ startedAt, finishedAt }) =>
    startedAt === null || finishedAt === null ? [] : [Date.parse(finishedAt) - Date.parse(startedAt)],
  );
  const changed = ended.map(recordsChanged);
  const middle = median(took);
  const sentences = [
    `Of these runs ${joined(outcomes)}.`,
    `Together they changed ${countWords(
      changed.reduce((sum, count) => sum + count, 0),
      'record',
      'records',
    )}, at the most ${formatCount(Math.max(...changed))} in one run.`,
    ...(middle === null
      ? []
      : [
          `Half of them took ${millisecondsWords(middle)} or less, the longest ${millisecondsWords(Math.max(...took))}.`,
        ]),
  ];
  return sentences.join(' ');
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
