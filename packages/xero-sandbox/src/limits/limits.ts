import type { Clock } from '../clock.ts';
import { randomFrom } from '../seed/random.ts';
import type { Switches } from '../switches.ts';
import { Window } from './window.ts';

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

/** Calls to use up in each window; `all` leaves none. */
export interface Spending {
  readonly minute?: number | 'all' | undefined;
  readonly day?: number | 'all' | undefined;
  readonly appMinute?: number | 'all' | undefined;
}

/** What an organisation has used up; `appMinute` is that of all organisations together. */
export interface Usage {
  readonly minute: number;
  readonly day: number;
  readonly appMinute: number;
  readonly inFlight: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What became of a call: it may go on, or it met a limit. */
export type Admission =
  | { readonly admitted: true; readonly headers: Record<string, string>; release(): void }
  | { readonly admitted: false; readonly headers: Record<string, string> };

/** Counts calls, in windows which begin at a different moment for each organisation. */
export class Limiter {
  #limits: Limits;
  #off: boolean;
  readonly #clock: Clock;
  readonly #switches: Switches;
  readonly #windows = new Map<string, Window>();
  readonly #inFlight = new Map<string, number>();

  constructor(limits: Limits | 'off', clock: Clock, switches: Switches) {
    this.#off = limits === 'off';
    this.#limits = limits === 'off' ? CORE_LIMITS : limits;
    this.#clock = clock;
    this.#switches = switches;
  }

  /** The limits in force. */
  get limits(): Limits | 'off' {
    return this.#off ? 'off' : this.#limits;
  }

  /** Sets limits from the next call on; those left out stay as they were, and what was used stays used. */
  set(limits: Partial<Limits> | 'off'): void {
    this.#off = limits === 'off';
    if (limits !== 'off') this.#limits = { ...this.#limits, ...limits };
  }

  /** How many organisations may be connected. */
  get connections(): number {
    return this.#off ? Number.POSITIVE_INFINITY : this.#limits.connections;
  }

  /**
   * Admits a call or refuses it with the headers of Xero's 429: Retry-After in seconds, except for the calls in
   * flight. Switched off, every call is admitted and the headers show an allowance that never shrinks.
   */
  admit(tenantId: string): Admission {
    if (this.#off) return { admitted: true, headers: this.headers(tenantId), release() {} };
    const problem = this.#problem(tenantId);
    if (!problem || this.#switches.refusedCallsCount)
      this.spend(tenantId, { minute: 1, day: 1, appMinute: 1 });
    if (problem) return { admitted: false, headers: { ...this.headers(tenantId), ...problem } };
    this.#inFlight.set(tenantId, this.#flying(tenantId) + 1);
    let flying = true;
    return {
      admitted: true,
      headers: this.headers(tenantId),
      release: () => {
        if (flying) this.#inFlight.set(tenantId, this.#flying(tenantId) - 1);
        flying = false;
      },
    };
  }

  /** What is left, as every answer says it. Without an organisation, only the app's minute has been used. */
  headers(tenantId?: string): Record<string, string> {
    const { minute, day, appMinute } = this.#limits;
    const used = this.#off ? { minute: 0, day: 0, appMinute: 0 } : this.usage(tenantId);
    return {
      'x-minlimit-remaining': String(Math.max(0, minute - used.minute)),
      'x-daylimit-remaining': String(Math.max(0, day - used.day)),
      'x-appminlimit-remaining': String(Math.max(0, appMinute - used.appMinute)),
    };
  }

  usage(tenantId?: string): Usage {
    const used = (window: Window) => window.used(this.#now(), this.#switches.limitWindow);
    const appMinute = used(this.#appMinute());
    if (tenantId === undefined) return { minute: 0, day: 0, appMinute, inFlight: 0 };
    return {
      minute: used(this.#minute(tenantId)),
      day: used(this.#day(tenantId)),
      appMinute,
      inFlight: this.#flying(tenantId),
    };
  }

  /** Uses up so many calls, as if they had been made now. */
  spend(tenantId: string, spending: Spending): void {
    const used = this.usage(tenantId);
    const calls = (name: 'minute' | 'day' | 'appMinute') => {
      const wanted = spending[name] ?? 0;
      return wanted === 'all' ? Math.max(0, this.#limits[name] - used[name]) : wanted;
    };
    this.#minute(tenantId).add(this.#now(), calls('minute'));
    this.#day(tenantId).add(this.#now(), calls('day'));
    this.#appMinute().add(this.#now(), calls('appMinute'));
  }

  #problem(tenantId: string): Record<string, string> | undefined {
    const { limitWindow, appMinuteProblem, appMinuteRetryAfter } = this.#switches;
    const limits = this.#limits;
    if (this.#flying(tenantId) >= limits.concurrent) return { 'x-rate-limit-problem': 'concurrent' };
    const met = (window: Window, limit: number, name: string, says = true) => {
      const wait = window.roomIn(this.#now(), limitWindow, limit);
      if (wait === 0) return undefined;
      const seconds = String(Math.ceil(wait / 1000));
      return { 'x-rate-limit-problem': name, ...(says && { 'retry-after': seconds }) };
    };
    return (
      met(this.#day(tenantId), limits.day, 'day') ??
      met(this.#minute(tenantId), limits.minute, 'minute') ??
      met(this.#appMinute(), limits.appMinute, appMinuteProblem, appMinuteRetryAfter)
    );
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #flying(tenantId: string): number {
    return this.#inFlight.get(tenantId) ?? 0;
  }

  #minute(tenantId: string): Window {
    return this.#window(`minute ${tenantId}`, MINUTE);
  }

  #day(tenantId: string): Window {
    return this.#window(`day ${tenantId}`, DAY);
  }

  #appMinute(): Window {
    return this.#window('app', MINUTE);
  }

  #window(key: string, length: number): Window {
    let window = this.#windows.get(key);
    if (!window) {
      // Each has an origin of its own, always the same for the same organisation.
      window = new Window(length, randomFrom(key).below(length));
      this.#windows.set(key, window);
    }
    return window;
  }
}
