import { type Random, randomFrom } from '../seed/random.ts';
import type { Fault, FaultEffect } from './fault.ts';
import { matches, problemOfPattern, type Seen } from './match.ts';

/** A fault in force, under the id by which it can be removed. */
export interface ListedFault extends Fault {
  readonly id: string;
  /** How many calls it has hit. */
  readonly struck: number;
}

interface Armed {
  readonly id: string;
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** The faults in force, tried in the order in which they were added; the first that strikes a call is its only one. */
export class Faults {
  /** Picks the rows of a random touch; the same in every run. */
  readonly random: Random = randomFrom('faults');
  #armed: Armed[] = [];
  #added = 0;

  /** Puts a fault in force; answers with its id. Ends in a TypeError when a pattern is no regular expression. */
  add(fault: Fault): string {
    const { path, body, headers = {} } = fault.match ?? {};
    for (const pattern of [path ?? '', body ?? '', ...Object.values(headers)]) {
      if (problemOfPattern(pattern)) throw new TypeError(`'${pattern}' is no regular expression.`);
    }
    this.#added += 1;
    const id = `fault-${this.#added}`;
    this.#armed.push({ id, fault, seen: 0, struck: 0 });
    return id;
  }

  all(): ListedFault[] {
    return this.#armed.map(({ id, fault, struck }) => ({ id, ...fault, struck }));
  }

  /** Takes one out of force; false when there is none of that id. */
  remove(id: string): boolean {
    const before = this.#armed.length;
    this.#armed = this.#armed.filter((armed) => armed.id !== id);
    return this.#armed.length < before;
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that this call suffers, if any; counts it. */
  strike(seen: Seen): { readonly id: string; readonly effect: FaultEffect } | undefined {
    for (const armed of this.#armed) {
      const { id, fault } = armed;
      if (!matches(fault.match ?? {}, seen)) continue;
      armed.seen += 1;
      const past = armed.seen - (fault.skip ?? 0);
      if (past <= 0 || past % (fault.every ?? 1) !== 0) continue;
      armed.struck += 1;
      if (armed.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) this.remove(id);
      return { id, effect: fault.effect };
    }
    return undefined;
  }
}
