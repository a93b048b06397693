import type { Answering } from './sync-now.ts';
import { table, times, whole } from './table.ts';

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
