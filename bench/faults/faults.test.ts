import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { reachableKinds } from '../databases.ts';
import { BROKEN } from './broken.ts';
import type { CrashResult } from './crash.ts';
import { playCrashes } from './play-crashes.ts';
import { playSeeds } from './play-seeds.ts';
import { addResult, createSummary } from './summary.ts';

/** Some seconds here, more by `SEEDS`; the whole is `npm run simulate -- --seeds 10000`. */
const SEEDS = Number(process.env.SEEDS ?? 24);
const CRASH_AT_EVERY = process.env.SEEDS ? 1 : 40;
/** By then each of the broken builds has been caught for a long time. */
const MOST_SEEDS = 150;
const SECONDS_A_SEED = 20_000;

/** Nothing but a death between the two commits tells this one, so every death is tried. */
const ONLY_BY_A_DEATH = 'watermark before its rows';

const kind = (await reachableKinds()).at(-1) ?? 'pglite';
const processes = Math.min(2, availableParallelism());

test(`for ${SEEDS} seeds of faults and crashes the mirror equals the books, row by row, once the faults have stopped`, {
  timeout: 60_000 + SEEDS * SECONDS_A_SEED,
}, async () => {
  const summary = createSummary();
  await playSeeds({ first: 1, seeds: SEEDS, processes, kind }, (result) => {
    addResult(summary, result);
    return false;
  });
  expect(summary.failures).toEqual([]);
  expect(summary.seeds).toBe(SEEDS);
  expect(summary.crashes).toBeGreaterThan(0);
  const unmet = Object.keys(summary.faults).filter((name) => summary.faults[name] === 0);
  if (SEEDS >= 1_000) expect(unmet).toEqual([]);
});

test('a first read whose process dies at any of its awaits, before or after a commit, ends as if nothing had happened', {
  timeout: 60_000 + (600 / CRASH_AT_EVERY) * SECONDS_A_SEED,
}, async () => {
  const results = await playCrashes({ every: CRASH_AT_EVERY, processes, kind });
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
  // The last one was beyond the end, so all steps before it were played.
  expect(results.some(({ step, steps }) => steps < step)).toBe(true);
  expect(results.filter(({ step, steps }) => steps === step).length).toBeGreaterThan(200 / CRASH_AT_EVERY);
});

test.each(BROKEN.filter((name) => name !== ONLY_BY_A_DEATH))(
  'a build with %s is caught by a seed that holds without it',
  {
    timeout: 60_000 + MOST_SEEDS * SECONDS_A_SEED,
  },
  async (broken) => {
    let caught: number | null = null;
    await playSeeds({ first: 1, seeds: MOST_SEEDS, processes, kind, broken }, ({ seed, problems }) => {
      if (problems.length > 0) caught ??= seed;
      return problems.length > 0;
    });
    expect(caught, `no seed up to ${MOST_SEEDS} caught it`).not.toBeNull();
    const whole = createSummary();
    await playSeeds({ first: caught ?? 0, seeds: 1, processes: 1, kind }, (result) => {
      addResult(whole, result);
      return false;
    });
    expect(whole.failures).toEqual([]);
  },
);

test(`a build with ${ONLY_BY_A_DEATH} is caught by a death at a step that the whole build survives`, {
  timeout: 60_000 + MOST_SEEDS * SECONDS_A_SEED,
}, async () => {
  const isLost = ({ problems }: CrashResult) => problems.length > 0;
  const broken = ONLY_BY_A_DEATH;
  // The steps before are those of settings, which have no watermark.
  const played = await playCrashes({ every: 1, first: 180, processes, kind, broken, enough: isLost });
  const lost = played.find(isLost);
  expect(lost, 'no death lost a row').toBeDefined();
  const first = lost?.step ?? 0;
  const [whole] = await playCrashes({ every: 1, first, processes: 1, kind, enough: () => true });
  expect(whole?.problems).toEqual([]);
});
