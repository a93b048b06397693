import type { Clock } from '../clock.ts';
import { randomFrom } from '../seed/random.ts';

/** How many calls one app may make; the first three count per organisation (Xero's rate limit documentation). */
export interface Limits {
  readonly minute: number;
  readonly concurrent: number;
  readonly day: number;
  /** Per minute over all organisations. */
  readonly appMinute: number;
  /** How many organisations the app may have connected. */
  readonly connections: number;
}

/** The allowance of the Core tier. */
export const CORE_LIMITS: Limits = {
  minute: 60,
  concurrent: 5,
  day: 5_000,
  appMinute: 10_000,
  connections: 50,
};

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Window {
  number: number;
  calls: number;
}

/** What became of a call: it may go on, or it met a limit. */
export type Admission =
  | { readonly admitted: true; readonly headers: Record<string, string>; release(): void }
  | { readonly admitted: false; readonly headers: Record<string, string> };

/** Counts calls in fixed windows, which begin at a different moment for each organisation. */
export class Limiter {
  readonly #limits: Limits | 'off';
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #inFlight = new Map<string, number>();

  constructor(limits: Limits | 'off', clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How many organisations may be connected. */
  get connections(): number {
    return this.#limits === 'off' ? Number.POSITIVE_INFINITY : this.#limits.connections;
  }

  /**
   * Admits a call or refuses it with the headers of Xero's 429. A refused call is not counted. Switched
   * off, every call is admitted and the headers show an allowance that never shrinks.
   */
  admit(tenantId: string): Admission {
    if (this.#limits === 'off')
      return { admitted: true, headers: remaining(CORE_LIMITS, 0, 0, 0), release() {} };
    const limits = this.#limits;
    const [minute, minuteLeft] = this.#window(`minute ${tenantId}`, MINUTE);
    const [day, dayLeft] = this.#window(`day ${tenantId}`, DAY);
    const [app, appLeft] = this.#window('app', MINUTE);
    const inFlight = this.#inFlight.get(tenantId) ?? 0;
    const refuse = (problem: string, retryAfterMs?: number): Admission => ({
      admitted: false,
      headers: {
        ...remaining(limits, minute.calls, day.calls, app.calls),
        'x-rate-limit-problem': problem,
        ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
      },
    });
    if (inFlight >= limits.concurrent) return refuse('concurrent');
    if (day.calls >= limits.day) return refuse('day', dayLeft);
    if (minute.calls >= limits.minute) return refuse('minute', minuteLeft);
    if (app.calls >= limits.appMinute) return refuse('appminute', appLeft);
    for (const window of [minute, day, app]) window.calls += 1;
    this.#inFlight.set(tenantId, inFlight + 1);
    return {
      admitted: true,
      headers: remaining(limits, minute.calls, day.calls, app.calls),
      release: () => this.#inFlight.set(tenantId, (this.#inFlight.get(tenantId) ?? 1) - 1),
    };
  }

  #window(key: string, length: number): [window: Window, millisecondsLeft: number] {
    // Each window has an origin of its own, always the same for the same organisation.
    const now = this.#clock.now().getTime() + randomFrom(key).below(length);
    const number = Math.floor(now / length);
    let window = this.#windows.get(key);
    if (window?.number !== number) {
      window = { number, calls: 0 };
      this.#windows.set(key, window);
    }
    return [window, (number + 1) * length - now];
  }
}

function remaining(limits: Limits, minute: number, day: number, app: number): Record<string, string> {
  return {
    'x-minlimit-remaining': String(Math.max(0, limits.minute - minute)),
    'x-daylimit-remaining': String(Math.max(0, limits.day - day)),
    'x-appminlimit-remaining': String(Math.max(0, limits.appMinute - app)),
  };
}
