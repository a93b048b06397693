import { kilobytes, megabytes, seconds, table, times, whole } from '../table.ts';
import type { Limited } from './limits.ts';
import type { Reading, Run } from './measure.ts';

const NOTE = `tap-xero: 100 a page by page number, as its source does; xero-node: 1,000 a page by page number.
  Both: the streams of receivables, one insert … on conflict a row, one transaction a page. Ratios: that way to Ledgerport on the same store`;

/** Calls, bytes and seconds of the three runs of every way, organisation by organisation. */
export function readingsTable(readings: readonly Reading[]): string {
  const rows = readings.flatMap((reading) => {
    const own = readings.find(
      ({ way, store, invoices }) =>
        way === 'ledgerport' && store === reading.store && invoices === reading.invoices,
    );
    return runsOf(reading).map(([name, run], index) => {
      const other = own && own !== reading ? runsOf(own).find(([its]) => its === name)?.[1] : undefined;
      return [
        index === 0 ? `${whole(reading.invoices)} ${reading.way}` : '',
        index === 0 ? reading.store : '',
        name,
        whole(run.rows),
        ...figure(run.calls, other?.calls, whole),
        ...figure(run.bytes, other?.bytes, kilobytes),
        ...figure(run.milliseconds, other?.milliseconds, seconds),
      ];
    });
  });
  return `${table(
    'Reading the books, limits off',
    ['invoices, way', 'store', 'run', 'rows', 'calls', 'ratio', 'bytes', 'ratio', 'took', 'ratio'],
    rows,
  )}\n  ${NOTE}\n`;
}

function runsOf({ first, unchanged, changed, besideWebhooks }: Reading) {
  const runs: [name: string, run: Pick<Run, 'rows' | 'calls' | 'bytes' | 'milliseconds'>][] = [
    ['first', first],
    ['unchanged', unchanged],
  ];
  if (changed) runs.push(['1 % changed', changed]);
  if (besideWebhooks) runs.push(['unchanged, webhooks', besideWebhooks]);
  return runs;
}

function figure(value: number, own: number | undefined, write: (value: number) => string): [string, string] {
  return [write(value), own ? times(value / own) : ''];
}

/** How the first run grows with the organisation, a line per decade. */
export function growthTable(readings: readonly Reading[]): string {
  const products = readings.filter(({ way }) => way === 'ledgerport');
  const rows = products.map((reading) => {
    const smallest = products.find(({ store }) => store === reading.store) ?? reading;
    const { first } = reading;
    return [
      `${whole(reading.invoices)}, ${reading.store}`,
      whole(first.rows),
      seconds(first.milliseconds),
      times(first.milliseconds / smallest.first.milliseconds),
      whole(rowsPerSecond(first)),
      whole(invoicesPerSecond(reading)),
      seconds(first.cpuMs),
      seconds(first.answerMs),
      megabytes(first.openingMemory),
      megabytes(first.peakMemory),
      megabytes(first.peakMemory - smallest.first.peakMemory),
      whole(first.calls),
      whole(reading.unchanged.calls),
    ];
  });
  return table(
    'A first run as the organisation grows (cpu: of the portal’s process; memory: its largest resident set)',
    [
      'invoices, store',
      'rows',
      'took',
      'growth',
      'rows/s',
      'invoices/s',
      'cpu',
      'sandbox',
      'opening',
      'peak',
      'more',
      'calls',
      'unchanged',
    ],
    rows,
  );
}

/** A first read at Xero's own limits. */
export function limitedTable({ invoices, calls, milliseconds, floorMs }: Limited): string {
  return table(
    'A first read with Xero’s limits on, on moved clocks (floor: 60 calls in any minute)',
    ['invoices', 'calls', 'took', 'floor', 'ratio'],
    [
      [
        whole(invoices),
        whole(calls),
        seconds(milliseconds),
        seconds(floorMs),
        floorMs > 0 ? times(milliseconds / floorMs) : '',
      ],
    ],
  );
}

/** Of everything that was read, over the whole run. */
function rowsPerSecond({ rows, milliseconds }: Run): number {
  return (rows * 1000) / milliseconds;
}

/** Of invoices alone, while they were read. */
export function invoicesPerSecond({ invoices, first }: Reading): number {
  return first.invoicesMs ? (invoices * 1000) / first.invoicesMs : 0;
}
