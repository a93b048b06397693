import { mkdir, writeFile } from 'node:fs/promises';
import { LOOK_FOR_SYNCS_MS, SYNCS_AT_ONCE } from '../../portal/src/worker.ts';
import { drawFleet } from './chart.ts';
import { simulateDay } from './day.ts';
import { fleetTables } from './report.ts';
import { summarise } from './summary.ts';

const RESULTS = new URL('../results-fleet.json', import.meta.url);
const PICTURES = new URL('../../docs/images/', import.meta.url);
/** From so many organisations on it is the day that docs/fleet.md shows. */
const SHOWN = 100_000;
const WORKERS = 8;

export type FleetOptions = {
  organisations: number;
  seed: number;
  /** Left out: as the product does it, with eight worker processes. */
  workers?: number;
  runsAtOnce?: number;
  lookSeconds?: number;
  mostPerLook?: number;
};

/**
 * Simulates a day of a fleet by polling and another with webhooks, prints both, and writes bench/results-fleet.json; of
 * 100,000 organisations, with nothing else asked for, also the pictures in docs/images.
 */
export async function runFleet(options: FleetOptions): Promise<void> {
  const { organisations, seed, workers, runsAtOnce, lookSeconds, mostPerLook } = options;
  const show = (words: string) => process.stdout.write(words);
  const days = [false, true].map((webhooks) => {
    const began = performance.now();
    const day = simulateDay({
      organisations,
      seed,
      webhooks,
      workers: workers ?? WORKERS,
      runsAtOnce: runsAtOnce ?? SYNCS_AT_ONCE.postgres,
      lookMs: lookSeconds ? lookSeconds * 1000 : LOOK_FOR_SYNCS_MS,
      mostPerLook: mostPerLook ?? Number.POSITIVE_INFINITY,
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    show(`A day ${webhooks ? 'with webhooks' : 'by polling'} passed in ${seconds} s.\n`);
    return day;
  });
  const summaries = days.map(summarise);
  show(fleetTables(summaries));
  await writeFile(RESULTS, `${JSON.stringify({ options: days[0]?.options, days: summaries }, null, 2)}\n`);
  show('\nWritten to bench/results-fleet.json.\n');
  const isAsShipped = !workers && !runsAtOnce && !lookSeconds && !mostPerLook;
  if (organisations !== SHOWN || !isAsShipped) return;
  await mkdir(PICTURES, { recursive: true });
  for (const theme of ['light', 'dark'] as const)
    await writeFile(new URL(`fleet-${theme}.svg`, PICTURES), drawFleet(days, theme));
  show('Drawn in docs/images/fleet-light.svg and fleet-dark.svg.\n');
}
