import type { FirstRun, Reading } from './first-run.ts';
import type { Answering } from './sync-now.ts';
import { kilobytes, megabytes, seconds, table, times, whole } from './table.ts';

/** A first run beside the plain way, store by store. */
export function firstRunTable(runs: FirstRun[], plain: Reading[]): string {
  const rows = runs.flatMap(({ first: reading }) => {
    const other = plain.find(({ store }) => store === reading.store);
    const ratio = other ? times(reading.rowsPerSecond / other.rowsPerSecond) : '';
    return [readingRow('Ledgerport', reading, ratio), ...(other ? [readingRow('plain way', other, '')] : [])];
  });
  const headings = [
    '',
    'store',
    'rows',
    'took',
    'rows/s',
    'ratio',
    'calls',
    'bytes',
    'cpu',
    'sandbox',
    'peak memory',
  ];
  return table(
    'A first run, no limits (plain way: xero-node, one upsert a row, one transaction a page)',
    headings,
    rows,
  );
}

function readingRow(who: string, reading: Reading, ratio: string): string[] {
  return [
    who,
    reading.store,
    whole(reading.rows),
    seconds(reading.milliseconds),
    whole(reading.rowsPerSecond),
    ratio,
    whole(reading.calls),
    megabytes(reading.bytes),
    seconds(reading.cpuMs),
    seconds(reading.answerMs),
    megabytes(reading.peakMemory),
  ];
}

/** The run after it, in which nothing changed. */
export function unchangedTable(runs: FirstRun[]): string {
  return table(
    'A run in which nothing changed',
    ['store', 'calls', 'bytes', 'took', 'rows changed'],
    runs.map(({ unchanged: run }) => [
      run.store,
      whole(run.calls),
      kilobytes(run.bytes),
      `${whole(run.milliseconds)} ms`,
      whole(run.rowsChanged),
    ]),
  );
}

/** The largest resident set of a small and a large organisation's first run. */
export function memoryTable(smaller: FirstRun[], larger: FirstRun[]): string {
  return table(
    'Memory of a first run as the organisation grows',
    ['store', 'rows', 'opening', 'peak', 'rows', 'opening', 'peak', 'ratio of peaks'],
    smaller.flatMap(({ first: small }) => {
      const large = larger.find(({ first }) => first.store === small.store)?.first;
      const cells = (reading: Reading) => [
        whole(reading.rows),
        megabytes(reading.openingMemory),
        megabytes(reading.peakMemory),
      ];
      return large
        ? [[small.store, ...cells(small), ...cells(large), times(large.peakMemory / small.peakMemory)]]
        : [];
    }),
  );
}

/** How fast the portal answers during a run, beside an idle one. */
export function answeringTable(answering: Answering[]): string {
  const cells = ({ requests, median, p99, max }: Answering['during']) => [
    whole(requests),
    ...[median, p99, max].map((value) => `${value.toFixed(1)} ms`),
  ];
  return table(
    'Answers while a first run is under way in the same process, on pglite',
    ['', '', 'requests', 'median', 'p99', 'max'],
    answering.flatMap(({ request, during, idle }) => [
      [request, 'during', ...cells(during)],
      ['', 'idle', ...cells(idle)],
      ['', 'ratio', '', ...(['median', 'p99', 'max'] as const).map((key) => times(during[key] / idle[key]))],
    ]),
  );
}
