import type { Emulated, EmulatorResults } from './emulator.ts';
import type { PageTimes } from './pages.ts';
import { kilobytes, megabytes, seconds, table, times, whole } from './table.ts';

/** Everything about the sandbox itself. */
export function emulatorTables(results: EmulatorResults): string {
  return (
    startTable(results) + sizeTable(results) + results.sizes.map(pagesTable).join('') + writesTable(results)
  );
}

const milliseconds = (value: number) => `${value.toFixed(1)} ms`;

function startTable({ start, seed }: EmulatorResults): string {
  const each = (total: number) => `${((total * 1000) / seed.invoices).toFixed(0)} µs each`;
  return table(
    'The sandbox: a small one starts, and 1,000 invoices come into being',
    ['', 'took', '', 'ratio'],
    [
      ['start in a fresh process', milliseconds(start.first), '', ''],
      ['another start in it', milliseconds(start.later), '', ''],
      [
        '1,000 invoices seeded',
        milliseconds(seed.seedMs),
        each(seed.seedMs),
        times(seed.verbsMs / seed.seedMs),
      ],
      ['1,000 entered one by one', milliseconds(seed.verbsMs), each(seed.verbsMs), ''],
    ],
  );
}

function sizeTable({ sizes }: EmulatorResults): string {
  return table(
    'The sandbox: a start with many invoices',
    ['invoices', 'took', 'memory before', 'peak memory'],
    sizes.map(({ invoices, startMs, memoryBefore, peakMemory }) => [
      whole(invoices),
      seconds(startMs),
      megabytes(memoryBefore),
      megabytes(peakMemory),
    ]),
  );
}

function pagesTable({ invoices, first, again, zipped, plain, plainZipped }: Emulated): string {
  const row = (name: string, of: PageTimes & { made?: number }, other?: PageTimes) => [
    name,
    whole(of.pages),
    of.perSecond.toFixed(1),
    milliseconds(of.median),
    milliseconds(of.worst),
    of.made === undefined ? '' : milliseconds(of.made),
    kilobytes(of.bytes),
    other ? times(other.median / of.median) : '',
  ];
  return table(
    `The sandbox: pages of 1,000 of ${whole(invoices)} invoices (other way: ready-made objects, written as JSON anew)`,
    ['', 'pages', 'pages/s', 'median', 'worst', 'made in', 'a page', 'ratio'],
    [
      row('first read', first, plain),
      row('read again', again, plain),
      row('the other way', plain),
      row('gzip, read again', zipped, plainZipped),
      row('gzip, the other way', plainZipped),
    ],
  );
}

function writesTable({ sizes }: EmulatorResults): string {
  return table(
    'The sandbox: writes over HTTP, one call after the other',
    ['', 'invoices there', 'calls', 'written/s', 'median of a call'],
    sizes.flatMap(({ invoices, writes }) =>
      writes.map((each) => [
        each.what,
        whole(invoices),
        whole(each.calls),
        whole(each.elementsPerSecond),
        milliseconds(each.median),
      ]),
    ),
  );
}
