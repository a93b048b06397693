import { table, times, whole } from '../table.ts';
import type { Limited } from './limits.ts';
import type { Reading } from './measure.ts';
import { invoicesPerSecond } from './report.ts';

/** What was aimed at and what was measured. */
export type Aim = { aim: string; measured: string; isMet: boolean };

const MOST_CALLS_UNCHANGED = 4;
const MOST_CALLS_WITH_WEBHOOKS = 1;
const MOST_CALLS_ABOVE_LEAST = 10;
const LEAST_INVOICES_PER_SECOND = { postgres: 8000, pglite: 5000 };
const MOST_MORE_MEMORY = 200 * 2 ** 20;
const MOST_ABOVE_FLOOR = 1.1;

/** Holds what was measured against what is aimed at; what was not measured is left out. */
export function judge(readings: readonly Reading[], limited: Limited | null): Aim[] {
  const products = readings.filter(({ way }) => way === 'ledgerport');
  const aims: Aim[] = [];
  const atMost = (aim: string, value: number | undefined, most: number) => {
    if (value !== undefined) aims.push({ aim, measured: whole(value), isMet: value <= most });
  };
  const largest = <Kind>(items: readonly Kind[], of: (item: Kind) => number | undefined) => {
    const values = items.flatMap((item) => of(item) ?? []);
    return values.length > 0 ? Math.max(...values) : undefined;
  };
  atMost(
    'calls when nothing changed: at most 4',
    largest(products, ({ unchanged }) => unchanged.calls),
    MOST_CALLS_UNCHANGED,
  );
  atMost(
    'the same beside webhooks: at most 1',
    largest(products, ({ besideWebhooks }) => besideWebhooks?.calls),
    MOST_CALLS_WITH_WEBHOOKS,
  );
  const above = ({ first }: Reading) => first.calls - (first.leastCalls ?? first.calls);
  atMost(
    'calls of a first read above one per 1,000 rows: at most 10',
    largest(products, above),
    MOST_CALLS_ABOVE_LEAST,
  );
  for (const store of ['postgres', 'pglite'] as const) {
    const own = products.filter((reading) => reading.store === store);
    const large = own.at(-1);
    if (!large) continue;
    const least = LEAST_INVOICES_PER_SECOND[store];
    const rate = largest(own, (reading) => invoicesPerSecond(reading)) ?? 0;
    aims.push({
      aim: `invoices a second into ${store}: at least ${whole(least)}`,
      measured: whole(rate),
      isMet: rate >= least,
    });
    const more = large.first.peakMemory - (own[0]?.first.peakMemory ?? 0);
    atMost(
      `more memory for ${whole(large.invoices)} invoices than for ${whole(own[0]?.invoices ?? 0)}, ${store}, in MB: at most 200`,
      more / 2 ** 20,
      MOST_MORE_MEMORY / 2 ** 20,
    );
  }
  if (limited && limited.floorMs > 0) {
    const ratio = limited.milliseconds / limited.floorMs;
    aims.push({
      aim: 'a first read with limits on to its floor: at most 1.1',
      measured: times(ratio),
      isMet: ratio <= MOST_ABOVE_FLOOR,
    });
  }
  return aims;
}

export function aimsTable(aims: readonly Aim[]): string {
  return table(
    'Aims',
    ['aim', 'measured', ''],
    aims.map(({ aim, measured, isMet }) => [aim, measured, isMet ? 'met' : 'NOT MET']),
  );
}
