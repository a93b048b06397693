import type { Kind } from '../databases.ts';
import type { Broken } from './broken.ts';
import { playSeeds } from './play-seeds.ts';
import { playSeed } from './seed.ts';
import { withSeedStore } from './store.ts';
import { addResult, createSummary, summaryText } from './summary.ts';

const LINE_EVERY = 100;

/** `npm run simulate -- --seeds 1000`: plays that many seeds and prints what they came to. @returns whether all held */
export async function runFaults(options: {
  first: number;
  seeds: number;
  processes: number;
  kind: Kind;
  broken?: Broken;
}): Promise<boolean> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const summary = createSummary();
  await playSeeds(options, (result) => {
    addResult(summary, result);
    for (const problem of result.problems.slice(0, 1)) write(`seed ${result.seed}: ${problem}\n`);
    const rate = (summary.seeds / seconds()).toFixed(1);
    if (summary.seeds % LINE_EVERY === 0)
      write(
        `${summary.seeds} of ${options.seeds} seeds, ${rate} a second, ${summary.failures.length} failed\n`,
      );
    return false;
  });
  write(summaryText(summary, seconds()));
  return summary.failures.length === 0;
}

/** `npm run simulate -- --seed 4711`: plays one seed and tells what happens as it happens. @returns whether all held */
export async function runSeed(seed: number, kind: Kind): Promise<boolean> {
  const { problems } = await withSeedStore(kind, (store) =>
    playSeed(store, seed, (line) => write(`${line}\n`)),
  );
  write(
    problems.length === 0 ? `Seed ${seed} holds.\n` : `Seed ${seed} breaks ${problems.length} promises.\n`,
  );
  return problems.length === 0;
}

function write(text: string): void {
  process.stdout.write(text);
}
