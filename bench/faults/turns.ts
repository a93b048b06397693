import { setImmediate as realTurn } from 'node:timers/promises';
import type { Random } from './random.ts';

/** Whose turn it can be: a simulated process, or the world outside. A dead one has no turns; a frozen one waits. */
export type Owner = { readonly name: string; alive: boolean; frozenUntil: number };

/** A call on its way to Xero. While it is held, for a slow answer, the rest of the world goes on. */
type Call = { held: boolean; over: boolean };

type Waiting = { owner: Owner; resume: () => void };
type Sleeper = Waiting & { at: number; order: number };

/** Nothing can happen any more although somebody still waits: a deadlock of the simulated program. */
class NothingLeftError extends Error {}

/** Real turns of the event loop without anything new until the program is taken to wait for us. */
const QUIET_TURNS = 3;

/**
 * Simulated time, in which one thing happens at a time: everybody waits for their turn, and the next turn is given,
 * in an order drawn from the seed, only when all real work (a transaction, a call) has come to its end. When nobody
 * waits for a turn, the clock jumps to the next sleeper. So a run takes as long as its work, and happens again alike.
 */
export class Turns {
  readonly #random: Random;
  #now: number;
  #ready: Waiting[] = [];
  #sleepers: Sleeper[] = [];
  #calls: Call[] = [];
  #working = 0;
  #changes = 0;
  #order = 0;
  #whenIdle: (() => void) | null = null;

  constructor(random: Random, start: Date) {
    this.#random = random;
    this.#now = start.getTime();
  }

  readonly now = (): Date => new Date(this.#now);

  /** Resolves when it is this owner's turn; never for a dead one. */
  wait(owner: Owner): Promise<void> {
    return new Promise((resume) => {
      this.#changes += 1;
      if (owner.alive) this.#ready.push({ owner, resume });
    });
  }

  /** As the clock's own: resolves once that time has passed, rejects with the signal's reason when it is aborted. */
  sleep(owner: Owner, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resume, reject) => {
      this.#changes += 1;
      if (signal?.aborted) return reject(signal.reason);
      if (!owner.alive) return;
      this.#order += 1;
      const sleeper = { owner, resume, at: this.#now + Math.max(0, ms), order: this.#order };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#changes += 1;
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        if (owner.alive) reject(signal.reason);
      });
    });
  }

  /** Real work that the next turn waits for. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** A call goes out: the next turn waits for its end, but for the time in which it is held. */
  beginCall(): { end(): void } {
    const call: Call = { held: false, over: false };
    this.#calls.push(call);
    this.#enter();
    return {
      end: () => {
        if (call.over) return;
        call.over = true;
        this.#calls = this.#calls.filter((each) => each !== call);
        if (!call.held) this.#leave();
      },
    };
  }

  /** Holds the call that is on its way just now for so long, as a slow server does. */
  async holdCall(server: Owner, ms: number): Promise<void> {
    const call = this.#calls.findLast((each) => !each.held);
    if (!call) return;
    call.held = true;
    const slept = this.sleep(server, ms);
    this.#leave();
    await slept;
    call.held = false;
    if (!call.over) this.#enter();
  }

  /** Whoever has died has no more turns. */
  bury(owner: Owner): void {
    owner.alive = false;
    this.#ready = this.#ready.filter((each) => each.owner !== owner);
    this.#sleepers = this.#sleepers.filter((each) => each.owner !== owner);
  }

  /** Lets time pass in which nothing happens. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Gives turns until `isOver`; it is asked whenever the world stands still. @throws NothingLeftError */
  async run(isOver: () => boolean): Promise<void> {
    for (;;) {
      await this.#quiet();
      if (isOver()) return;
      const resume = this.#next();
      if (!resume) throw new NothingLeftError('Somebody waits for something that never comes.');
      resume();
    }
  }

  #next(): (() => void) | null {
    const isAwake = ({ owner }: Waiting) => owner.frozenUntil <= this.#now;
    const awake = this.#ready.filter(isAwake);
    if (awake.length > 0) {
      const chosen = this.#random.pick(awake);
      this.#ready = this.#ready.filter((each) => each !== chosen);
      this.#now += this.#random.between(1, 8);
      return chosen.resume;
    }
    const thawing = this.#ready.map(({ owner, resume }) => ({
      owner,
      resume,
      at: owner.frozenUntil,
      order: 0,
    }));
    const sleepers = [...this.#sleepers, ...thawing]
      .map((sleeper) => ({ sleeper, at: Math.max(sleeper.at, sleeper.owner.frozenUntil) }))
      .sort((one, other) => one.at - other.at || one.sleeper.order - other.sleeper.order);
    const first = sleepers[0];
    if (!first) return null;
    this.#now = Math.max(this.#now, first.at);
    this.#ready = this.#ready.filter(({ resume }) => resume !== first.sleeper.resume);
    this.#sleepers = this.#sleepers.filter(({ resume }) => resume !== first.sleeper.resume);
    return first.sleeper.resume;
  }

  async #quiet(): Promise<void> {
    for (let still = 0; still < QUIET_TURNS; ) {
      const seen = this.#changes;
      if (this.#working > 0) {
        await new Promise<void>((resolve) => {
          this.#whenIdle = resolve;
        });
        still = 0;
      } else {
        await realTurn();
        still = seen === this.#changes && this.#working === 0 ? still + 1 : 0;
      }
    }
  }

  #enter(): void {
    this.#changes += 1;
    this.#working += 1;
  }

  #leave(): void {
    this.#changes += 1;
    this.#working -= 1;
    if (this.#working > 0) return;
    this.#whenIdle?.();
    this.#whenIdle = null;
  }
}
