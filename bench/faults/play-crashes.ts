import type { Kind } from '../databases.ts';
import { startProcess } from '../processes.ts';
import type { CrashResult } from './crash.ts';

/**
 * Plays the one scenario with a death at every so-manieth step, from the first to the last that there is, over several
 * processes. @returns what became of each
 */
export async function playCrashes(options: {
  every: number;
  processes: number;
  kind: Kind;
}): Promise<CrashResult[]> {
  const results: CrashResult[] = [];
  let next = 1;
  let last = Number.POSITIVE_INFINITY;
  const work = async () => {
    const player = await startProcess<object>('faults/crash-process.ts', { kind: options.kind });
    try {
      while (next <= last) {
        const step = next;
        next += options.every;
        const result = await player.ask<CrashResult>({ step });
        results.push(result);
        // It came to its end before it could die there.
        if (result.steps < step) last = Math.min(last, step);
      }
    } finally {
      await player.stop();
    }
  };
  await Promise.all(Array.from({ length: options.processes }, work));
  return results;
}
