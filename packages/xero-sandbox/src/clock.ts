/** Where the sandbox gets its time from: every token, window and stamp reads it. */
export interface Clock {
  now(): Date;
}

/** A clock that a test moves forward; it keeps running in between. */
export interface AdjustableClock extends Clock {
  /** Milliseconds that this clock is ahead of the one beneath it. */
  readonly offset: number;
  /** Moves the clock forward by so many milliseconds, or back when they are negative. */
  advance(milliseconds: number): void;
  /** Calls back after each move. */
  onAdvance(listener: () => void): void;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** Lays a movable offset over another clock, so that a test can skip half an hour of grace or 60 days. */
export function adjustable(base: Clock, offset = 0): AdjustableClock {
  let ahead = offset;
  const listeners: (() => void)[] = [];
  return {
    now: () => new Date(base.now().getTime() + ahead),
    get offset() {
      return ahead;
    },
    advance(milliseconds) {
      ahead += milliseconds;
      for (const listener of listeners) listener();
    },
    onAdvance(listener) {
      listeners.push(listener);
    },
  };
}
