import { setTimeout as sleep } from 'node:timers/promises';
import type { AdjustableClock } from 'xero-sandbox';

/** The time that the other side goes by, and how the lab gets ahead in it. */
export interface Time {
  /** Milliseconds UTC. */
  now(): number;
  /** True when moving on takes no waiting. */
  readonly moves: boolean;
  /** Lets so many milliseconds go by; ends early, in an error, when the run is interrupted, unless `regardless`. */
  pass(milliseconds: number, regardless?: boolean): Promise<void>;
}

/** Real time: passing it means waiting. Waits of more than a few seconds are told to `notice`. */
export function waiting(signal: AbortSignal, notice: (line: string) => void): Time {
  return {
    now: () => Date.now(),
    moves: false,
    async pass(milliseconds, regardless = false) {
      if (milliseconds > 5_000) notice(`Waiting ${Math.ceil(milliseconds / 1000)} s …`);
      await sleep(milliseconds, undefined, regardless ? {} : { signal });
    },
  };
}

/** The time of a sandbox in this process: it is moved forward. */
export function moving(clock: AdjustableClock): Time {
  return {
    now: () => clock.now().getTime(),
    moves: true,
    async pass(milliseconds) {
      clock.advance(milliseconds);
    },
  };
}
