import { startWorker } from '../../portal/src/worker.ts';
import type { Fate, Process } from './mortal.ts';
import type { World } from './world.ts';

/** Longer than the time between two looks of a worker: after it, everything that is due is known. */
const LOOK_MS = 6_000;
/** A run that takes longer than this is stuck: no fault of the simulation lasts half as long. */
const LONGEST_CYCLE_MS = 6 * 3_600_000;

/** A run neither ended nor went on. */
class StuckError extends Error {}

/** Who works in one cycle: so many processes at once, and what befalls each that starts. */
export type Staff = { processes: number; fates(): Fate[] };

/**
 * Lets workers run, and others take the place of those that end, until no run waits or runs and all events are applied.
 * Then they die where they are, as when the machine is switched off.
 * @returns the processes in the order in which they started
 * @throws StuckError, or the error of a job, which must never fail
 */
export async function workUntilIdle(world: World, staff: Staff): Promise<Process[]> {
  const { turns, tell, random, queue } = world;
  const until = turns.now().getTime() + LONGEST_CYCLE_MS;
  const processes: Process[] = [];
  const start = () => {
    const process = world.startProcess(staff.fates());
    processes.push(process);
    tell(`${process.name} starts`);
    void work(world, process);
  };
  for (;;) {
    await world.post?.deliver();
    while (processes.filter(({ alive }) => alive).length < staff.processes) {
      if (processes.length >= staff.processes) turns.pass(random.between(1, 120) * 1000);
      start();
    }
    const lookAgain = turns.now().getTime() + LOOK_MS;
    void turns.sleep(world.office, LOOK_MS);
    const isOver = () => {
      queue.deal(random, turns.now().getTime());
      return turns.now().getTime() >= lookAgain;
    };
    await turns.run(isOver);
    if (queue.failures.length > 0) throw new Error('A job failed.', { cause: queue.failures[0] });
    if (queue.isQuiet() && !(await world.hasWork())) break;
    if (turns.now().getTime() > until) throw new StuckError('A run is under way for hours.');
  }
  for (const process of processes) turns.bury(process);
  return processes;
}

/** The worker of one process, from its start until it is told to stop. */
async function work(world: World, process: Process): Promise<void> {
  const stop = await startWorker(process.services);
  await process.isToldToStop;
  const ended = stop();
  // What does not end in time is killed.
  await Promise.race([ended, world.turns.sleep(process, LOOK_MS)]);
  world.tell(`${process.name} has stopped`);
  world.turns.bury(process);
}
