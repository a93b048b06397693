import type { Kind } from '../databases.ts';
import { startProcess } from '../processes.ts';
import type { Broken } from './broken.ts';
import type { SeedResult } from './seed.ts';
import type { SeedsInput } from './seeds-process.ts';

/** Which seeds to play, and where. */
export type Playing = {
  first: number;
  seeds: number;
  processes: number;
  kind: Kind;
  broken?: Broken;
};

/**
 * Plays seeds in processes of their own, each the next one as soon as it is free. `done` hears of each, and answers
 * whether that is enough.
 */
export async function playSeeds(playing: Playing, done: (result: SeedResult) => boolean): Promise<void> {
  const { first, seeds, processes, kind, broken = null } = playing;
  const input: SeedsInput = { kind, broken };
  let next = first;
  let end = first + seeds;
  const work = async () => {
    const player = await startProcess<object>('faults/seeds-process.ts', input);
    try {
      for (let seed = next++; seed < end; seed = next++)
        if (done(await player.ask<SeedResult>({ seed }))) end = first;
    } finally {
      await player.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, seeds) }, work));
}
