import { createStoreLimiter } from '../../portal/src/integrations/limits/store-limiter.ts';
import type { Services } from '../../portal/src/services.ts';
import type { Query, Store } from '../../portal/src/store/store.ts';
import type { Queue } from './queue.ts';
import type { Owner, Turns } from './turns.ts';

/** What befalls a process at its so-manieth step; a step is a place at which it waits for anything. */
export type Fate = {
  at: number;
  end: 'dies' | 'is told to stop' | { freezesForMs: number };
};

/** A simulated process of the portal: the real code, on services that end with it. */
export type Process = Owner & {
  readonly services: Services;
  /** Resolves when it is asked to stop in order. */
  readonly isToldToStop: Promise<void>;
  steps: number;
};

/** What all processes share: the store, the queue and the world. */
type Shared = {
  turns: Turns;
  services: Omit<Services, 'clock' | 'store' | 'jobs' | 'xero'> & {
    store: Store;
    xero: Omit<Services['xero'], 'limiter'>;
  };
  queue: Queue;
  tell(line: string): void;
};

class DeadError extends Error {}

/** Starts a process that meets its fates as they come. */
export function startProcess(shared: Shared, name: string, fates: readonly Fate[]): Process {
  const { turns, tell } = shared;
  const told = Promise.withResolvers<void>();
  const owner: Owner & { steps: number } = { name, alive: true, frozenUntil: 0, steps: 0 };

  const die = () => {
    if (!owner.alive) return;
    tell(`${name} dies at its step ${owner.steps}`);
    turns.bury(owner);
  };
  const meetFate = () => {
    owner.steps += 1;
    for (const { at, end } of fates) {
      if (at !== owner.steps) continue;
      if (end === 'dies') die();
      else if (end === 'is told to stop') {
        tell(`${name} is told to stop at its step ${owner.steps}`);
        told.resolve();
      } else {
        tell(`${name} is frozen for ${end.freezesForMs / 1000} s at its step ${owner.steps}`);
        owner.frozenUntil = turns.now().getTime() + end.freezesForMs;
      }
    }
  };
  /** A dead process does not fail: it is not there any more, so whatever it waits for never comes. */
  const never = () => new Promise<never>(() => {});
  const step = async () => {
    await turns.wait(owner);
    meetFate();
    if (!owner.alive) await never();
    // A process that freezes does so here, in the middle of things.
    if (owner.frozenUntil > turns.now().getTime()) await turns.wait(owner);
  };
  const mortal = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await step();
    let result: Result;
    try {
      result = await turns.during(work);
    } catch (error) {
      if (error instanceof DeadError || !owner.alive) return await never();
      await step();
      throw error;
    }
    await step();
    return result;
  };
  /** It may also die when all is written and nothing committed. */
  const dying =
    <Result>(work: (query: Query) => Promise<Result>) =>
    async (query: Query) => {
      const result = await work(query);
      meetFate();
      if (!owner.alive) throw new DeadError();
      return result;
    };

  const store: Store = {
    ...shared.services.store,
    firm: (firmId, work) => mortal(() => shared.services.store.firm(firmId, dying(work))),
    system: (work) => mortal(() => shared.services.store.system(dying(work))),
  };
  const clock = {
    now: turns.now,
    sleep: (ms: number, signal?: AbortSignal) => turns.sleep(owner, ms, signal),
  };
  const limiter = createStoreLimiter(store, clock);
  const { oauth, addresses, ...rest } = shared.services.xero;
  const call = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await step();
    const { end } = turns.beginCall();
    const outcome = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    end();
    await step();
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
  const jobs = shared.queue.of(owner);
  const services: Services = {
    ...shared.services,
    clock,
    store,
    jobs: {
      ...jobs,
      add: (...added) => mortal(() => jobs.add(...added)),
    },
    xero: {
      ...rest,
      addresses,
      oauth: {
        start: (...input) => call(() => oauth.start(...input)),
        finish: (...input) => call(() => oauth.finish(...input)),
        refresh: (...input) => call(() => oauth.refresh(...input)),
        revoke: (...input) => call(() => oauth.revoke(...input)),
        connections: (...input) => call(() => oauth.connections(...input)),
        disconnect: (...input) => call(() => oauth.disconnect(...input)),
      },
      limiter: {
        ...limiter,
        async acquire(...input) {
          const permit = await limiter.acquire(...input);
          // Between a permit and its giving back lies the call, which the code makes by itself.
          const { end } = turns.beginCall();
          return {
            ...permit,
            release(...seen) {
              end();
              return permit.release(...seen);
            },
          };
        },
      },
    },
  };
  return Object.assign(owner, { services, isToldToStop: told.promise });
}
