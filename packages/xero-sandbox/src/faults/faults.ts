/** What goes wrong with a call. */
export type FaultEffect =
  /** This answer instead of the real one; nothing is done. */
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** The connection breaks before anything is done, or after it was done and before the answer. */
  | { readonly drop: 'before' | 'after' }
  /** The real answer, so many milliseconds late. */
  | { readonly delayMs: number }
  /** The real answer, broken off after so many bytes of its body. */
  | { readonly cutBodyAt: number };

export interface Fault {
  readonly match: {
    readonly method?: string;
    /** A part of the path with its query, or the source of a regular expression for it. */
    readonly path?: string;
  };
  /** How many calls it hits; left out: every one until it is cleared. */
  readonly times?: number;
  /** How many matching calls pass unharmed first. */
  readonly skip?: number;
  readonly effect: FaultEffect;
}

interface Armed {
  readonly fault: Fault;
  skip: number;
  left: number;
}

/** The faults in force, tried in the order in which they were added; the first that matches strikes. */
export class Faults {
  #armed: Armed[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The effect that this call suffers, if any; counts it. */
  strike(method: string, path: string): FaultEffect | undefined {
    for (const armed of this.#armed) {
      if (!matches(armed.fault, method, path)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.left -= 1;
      if (armed.left <= 0) this.#armed = this.#armed.filter((each) => each !== armed);
      return armed.fault.effect;
    }
    return undefined;
  }
}

function matches({ match }: Fault, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match.path === undefined || path.includes(match.path) || new RegExp(match.path).test(path);
}
