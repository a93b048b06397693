import { type Random, randomFrom } from '../seed/random.ts';

/** How long every answer takes, in milliseconds of real time: always the same, or somewhere in a range. */
export type LatencySetting = number | { readonly least: number; readonly most: number };

/** Makes answers late; the same seed gives the same row of times. */
export class Latency {
  #setting: LatencySetting = 0;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = randomFrom(`latency ${seed}`);
  }

  get setting(): LatencySetting {
    return this.#setting;
  }

  /** Ends in a TypeError when a time is negative or the range is upside down. */
  set(setting: LatencySetting): void {
    const { least, most } = typeof setting === 'number' ? { least: setting, most: setting } : setting;
    if (!(least >= 0 && most >= least && Number.isFinite(most)))
      throw new TypeError('A latency is a number of milliseconds from 0 upwards, or a range of them.');
    this.#setting = setting;
  }

  /** The milliseconds by which the next answer is late. */
  next(): number {
    if (typeof this.#setting === 'number') return this.#setting;
    const { least, most } = this.#setting;
    return least + this.#random.below(Math.floor(most - least) + 1);
  }
}
