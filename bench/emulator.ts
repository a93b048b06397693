import type { EmulatorReady } from './emulator-ready.ts';
import type { SeedTimes } from './emulator-seed-process.ts';
import type { StartTimes } from './emulator-start-process.ts';
import { middleOf } from './middle.ts';
import { type PageTimes, readPages } from './pages.ts';
import { startProcess } from './processes.ts';
import { measureWrites, type Writes } from './writes.ts';

/** Pages of the sandbox, and how long it took in the middle to make one, by its own log. */
type SandboxPages = PageTimes & { made: number };

/** The sandbox with one organisation of so many invoices. */
export type Emulated = Pick<EmulatorReady, 'startMs' | 'memoryBefore' | 'peakMemory'> & {
  invoices: number;
  /** Pages of 1,000: when nobody has read them yet, then again, and again compressed. */
  first: SandboxPages;
  again: SandboxPages;
  zipped: SandboxPages;
  /** The same pages by the other way: each written as JSON anew. */
  plain: PageTimes;
  plainZipped: PageTimes;
  writes: Writes[];
};

export type EmulatorResults = {
  start: StartTimes;
  seed: SeedTimes & { invoices: number };
  sizes: Emulated[];
};

const INVOICES_PER_CONTACT = 20;
const MOST_PAGES = 50;
const PROCESSES = 5;
const BY_HAND = 1000;

/** Measures the sandbox itself: starting, seeding, reading and writing, beside another way to do the same. */
export async function measureEmulator(sizes: readonly number[]): Promise<EmulatorResults> {
  const start = await measureStart();
  const seed = await once<SeedTimes>('emulator-seed-process.ts', { invoices: BY_HAND });
  const measured: Emulated[] = [];
  for (const invoices of sizes) measured.push(await measureSize(invoices));
  return { start, seed: { ...seed, invoices: BY_HAND }, sizes: measured };
}

/** The middle of several processes. */
async function measureStart(): Promise<StartTimes> {
  const runs: StartTimes[] = [];
  for (let run = 0; run < PROCESSES; run += 1) {
    runs.push(await once<StartTimes>('emulator-start-process.ts', { times: 20 }));
  }
  return { first: middleOf(runs.map(({ first }) => first)), later: middleOf(runs.map(({ later }) => later)) };
}

async function measureSize(invoices: number): Promise<Emulated> {
  const contacts = Math.ceil(invoices / INVOICES_PER_CONTACT);
  const sandbox = await startProcess<EmulatorReady>('emulator-process.ts', { contacts, invoices });
  try {
    const { ready } = sandbox;
    const pages = Math.min(MOST_PAGES, Math.ceil(invoices / 1000));
    const read = async (encoding: 'identity' | 'gzip'): Promise<SandboxPages> => {
      const times = await readPages(ready, pages, encoding);
      const { answers } = await sandbox.ask<{ answers: number[] }>({});
      return { ...times, made: middleOf(answers) };
    };
    const first = await read('identity');
    const again = await read('identity');
    const zipped = await read('gzip');
    const plain = await measurePlain(ready, pages);
    const writes = await measureWrites(ready, 200);
    const { startMs, memoryBefore, peakMemory } = ready;
    return { invoices, startMs, memoryBefore, peakMemory, first, again, zipped, ...plain, writes };
  } finally {
    await sandbox.stop();
  }
}

async function measurePlain(
  sandbox: EmulatorReady,
  pages: number,
): Promise<Pick<Emulated, 'plain' | 'plainZipped'>> {
  const other = await startProcess<EmulatorReady>('plain-pages-process.ts', { sandbox, pages });
  try {
    await readPages(other.ready, pages, 'identity');
    const plain = await readPages(other.ready, pages, 'identity');
    return { plain, plainZipped: await readPages(other.ready, pages, 'gzip') };
  } finally {
    await other.stop();
  }
}

async function once<Ready>(script: string, input: object): Promise<Ready> {
  const process = await startProcess<Ready>(script, input);
  await process.stop();
  return process.ready;
}
