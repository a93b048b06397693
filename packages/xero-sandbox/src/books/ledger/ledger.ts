/** One side of a journal. Amounts are whole minor units of the base currency; a debit is positive, a credit negative. */
export interface JournalLine {
  readonly accountId: string;
  readonly net: number;
  /** The tax that belongs to this line; it is posted to the tax account by a line of its own. */
  readonly tax: number;
  readonly taxType: string;
  readonly description: string;
}

/** What one change of a document posts: lines that add up to nothing. Its number is its place in the ledger. */
export interface JournalEntry {
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly sourceId: string;
  readonly sourceType: string;
  readonly reference: string;
  readonly lines: readonly JournalLine[];
}

/**
 * The journals of one organisation, in the order in which they were posted; nothing is ever taken out again.
 *
 * Those of the seeded documents are worked out when somebody first asks, so that large books start fast.
 */
export class Ledger {
  #opening: (() => JournalEntry[]) | undefined;
  #opened: readonly JournalEntry[] = [];
  readonly #posted: JournalEntry[] = [];
  /** How many entries the sums below already hold. */
  #summed = 0;
  readonly #days = new Map<string, Map<string, number>>();

  constructor(opening: () => JournalEntry[]) {
    this.#opening = opening;
  }

  /** Adds an entry; one without lines that count is left out. An entry that does not balance is a bug of the sandbox. */
  post(entry: JournalEntry): void {
    const lines = entry.lines.filter(({ net, tax }) => net !== 0 || tax !== 0);
    const total = lines.reduce((sum, { net }) => sum + net, 0);
    if (total !== 0) throw new Error(`The journal of ${entry.sourceType} is off balance by ${total}.`);
    if (lines.length > 0) this.#posted.push({ ...entry, lines });
  }

  /** Every entry, the oldest first. Its journal number is its index and one. */
  all(): readonly JournalEntry[] {
    if (this.#opening) {
      this.#opened = this.#opening();
      this.#opening = undefined;
    }
    return this.#posted.length === 0 ? this.#opened : [...this.#opened, ...this.#posted];
  }

  /** What was posted since the seed: what a saved state has to hold. */
  posted(): readonly JournalEntry[] {
    return this.#posted;
  }

  /** Takes back what was posted since there were so many entries of `posted()`. */
  rollback(length: number): void {
    if (this.#posted.length === length) return;
    this.#posted.length = length;
    this.#summed = 0;
    this.#days.clear();
  }

  /** Takes over entries that a former run posted, as they are. */
  restore(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#posted.push(entry);
  }

  /**
   * What moved on each account by its id, in minor units, from one date to another `YYYY-MM-DD`, both included;
   * from the beginning when only the second is given. An account on which nothing ever moved is left out.
   */
  balances(upTo: string, from = ''): Map<string, number> {
    const balances = new Map<string, number>();
    for (const [accountId, days] of this.#daily()) {
      let balance = 0;
      for (const [date, net] of days) if (date <= upTo && date >= from) balance += net;
      balances.set(accountId, balance);
    }
    return balances;
  }

  /** Account and date → what moved, with the entries that were posted since somebody last asked. */
  #daily(): Map<string, Map<string, number>> {
    const entries = this.all();
    for (const { date, lines } of entries.slice(this.#summed)) {
      for (const { accountId, net } of lines) {
        const days = this.#days.get(accountId) ?? new Map<string, number>();
        this.#days.set(accountId, days.set(date, (days.get(date) ?? 0) + net));
      }
    }
    this.#summed = entries.length;
    return this.#days;
  }
}
