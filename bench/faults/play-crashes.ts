import type { Kind } from '../databases.ts';
import { startProcess } from '../processes.ts';
import type { Broken } from './broken.ts';
import type { CrashResult } from './crash.ts';
import type { SeedsInput } from './seeds-process.ts';

/**
 * Plays the one scenario with a death at every so-manieth step, from `first` to the last that there is, over several
 * processes; `enough` hears of each and may end it. @returns what became of each
 */
export async function playCrashes(options: {
  every: number;
  processes: number;
  kind: Kind;
  first?: number;
  broken?: Broken;
  enough?: (result: CrashResult) => boolean;
}): Promise<CrashResult[]> {
  const { every, kind, broken = null, enough = () => false } = options;
  const input: SeedsInput = { kind, broken };
  const results: CrashResult[] = [];
  let next = options.first ?? 1;
  let last = Number.POSITIVE_INFINITY;
  const work = async () => {
    const player = await startProcess<object>('faults/crash-process.ts', input);
    try {
      while (next <= last) {
        const step = next;
        next += every;
        const result = await player.ask<CrashResult>({ step });
        results.push(result);
        // It came to its end before it could die there.
        if (result.steps < step || enough(result)) last = Math.min(last, step);
      }
    } finally {
      await player.stop();
    }
  };
  await Promise.all(Array.from({ length: options.processes }, work));
  return results;
}
