interface Entry {
  readonly at: number;
  calls: number;
}

/** Whether a window ends at fixed moments, or each call leaves it by itself once it is old enough. */
export type WindowKind = 'fixed' | 'rolling';

/** The calls of one minute or day, counted either way, so that the way can change while it runs. */
export class Window {
  readonly #length: number;
  /** How far the fixed windows are shifted, in milliseconds. */
  readonly #phase: number;
  #entries: Entry[] = [];

  constructor(length: number, phase: number) {
    this.#length = length;
    this.#phase = phase;
  }

  /** How many calls count at that instant (milliseconds UTC). */
  used(now: number, kind: WindowKind): number {
    const [first, last] = [this.#entries[0], this.#entries.at(-1)];
    // Only a clock that was moved back leaves calls in the future.
    if (first && last && (first.at <= now - this.#length || last.at > now))
      this.#entries = this.#entries.filter(({ at }) => at > now - this.#length && at <= now);
    const since = this.#since(now, kind);
    return this.#entries.reduce((sum, { at, calls }) => (at >= since ? sum + calls : sum), 0);
  }

  add(now: number, calls: number): void {
    const last = this.#entries.at(-1);
    if (last?.at === now) last.calls += calls;
    else if (calls > 0) this.#entries.push({ at: now, calls });
  }

  /** Milliseconds until the limit has room for another call, if none comes in between; 0 when it has room now. */
  roomIn(now: number, kind: WindowKind, limit: number): number {
    let excess = this.used(now, kind) - limit + 1;
    if (excess <= 0) return 0;
    if (kind === 'fixed' || limit <= 0) return this.#since(now, 'fixed') + this.#length - now;
    for (const { at, calls } of this.#entries) {
      excess -= calls;
      if (excess <= 0) return at + this.#length - now;
    }
    return this.#length;
  }

  #since(now: number, kind: WindowKind): number {
    return kind === 'rolling' ? now - this.#length + 1 : now - ((now + this.#phase) % this.#length);
  }
}
