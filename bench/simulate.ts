import { parseArgs } from 'node:util';
import { reachableKinds } from './databases.ts';
import { BROKEN } from './faults/broken.ts';
import { runFaults, runSeed } from './faults/run.ts';
import { runFleet } from './fleet/run.ts';

const USAGE = `Usage: npm run simulate -- --seeds 10000 [--first 1] [--processes 2] [--store pglite|postgres] [--broken '${BROKEN[0]}']
       npm run simulate -- --seed 4711 [--store pglite|postgres]
       npm run simulate -- --fleet 100000 [--seed 1] [--workers 8] [--runs-at-once 24] [--look-seconds 5] [--most-per-look 1000]
`;

const number = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    fleet: number,
    seeds: number,
    first: number,
    processes: number,
    store: { type: 'string' },
    broken: { type: 'string' },
    seed: number,
    workers: number,
    'runs-at-once': number,
    'look-seconds': number,
    'most-per-look': number,
  },
});

/** A whole number above nothing; the process ends with the usage when it is not one. */
function wholeOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(USAGE);
  process.exit(2);
}

const kind = (await reachableKinds()).findLast((each) => each === (values.store ?? each));
const broken = BROKEN.find((name) => name === values.broken);
if (values.fleet === undefined && (!kind || (values.broken && !broken) || !(values.seeds ?? values.seed))) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else if (values.seeds !== undefined && kind) {
  const held = await runFaults({
    first: wholeOf(values.first ?? '1'),
    seeds: wholeOf(values.seeds),
    processes: wholeOf(values.processes ?? '2'),
    kind,
    ...(broken && { broken }),
  });
  process.exitCode = held ? 0 : 1;
} else if (values.fleet === undefined && kind) {
  process.exitCode = (await runSeed(wholeOf(values.seed ?? ''), kind)) ? 0 : 1;
} else {
  await runFleet({
    organisations: wholeOf(values.fleet ?? ''),
    seed: wholeOf(values.seed ?? '1'),
    ...(values.workers && { workers: wholeOf(values.workers) }),
    ...(values['runs-at-once'] && { runsAtOnce: wholeOf(values['runs-at-once']) }),
    ...(values['look-seconds'] && { lookSeconds: wholeOf(values['look-seconds']) }),
    ...(values['most-per-look'] && { mostPerLook: wholeOf(values['most-per-look']) }),
  });
}
