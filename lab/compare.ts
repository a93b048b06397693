import type { Observation } from './run-checks.ts';

/** What a check came to. */
export interface Verdict {
  readonly theme: string;
  readonly id: string;
  readonly about: string;
  readonly behaviours: readonly number[];
  /** What Xero's documentation or integrators say; missing for an open question. */
  readonly expected?: string;
  readonly seen?: string;
  /** What the bundled sandbox showed, when something else was looked at. */
  readonly sandbox?: string;
  /** The sandbox's switch that decides it. */
  readonly switch?: string;
  readonly verdict: 'same' | 'differs' | 'open' | 'skipped';
  /** Why it was skipped. */
  readonly why?: string;
  readonly took: number;
}

/**
 * Judges what was seen. A fact is the same or differs from what is expected; an open question is compared with
 * what the sandbox showed, and stays open when there is nothing to compare with.
 */
export function judge(observations: readonly Observation[], sandbox?: readonly Observation[]): Verdict[] {
  const shown = new Map(sandbox?.map(({ check, seen }) => [check.id, seen]));
  return observations.map(({ theme, check, seen, skipped, took }) => {
    const { id, about, behaviours = [], expected } = check;
    const reference = shown.get(id);
    return {
      theme,
      id,
      about,
      behaviours,
      ...(expected !== undefined && { expected }),
      ...(seen !== undefined && { seen }),
      ...(reference !== undefined && { sandbox: reference }),
      ...(skipped !== undefined && { why: skipped }),
      ...(check.switch !== undefined && { switch: check.switch }),
      verdict: seen === undefined ? 'skipped' : verdictOf(seen, expected ?? reference),
      took,
    };
  });
}

function verdictOf(seen: string, against: string | undefined): Verdict['verdict'] {
  if (against === undefined) return 'open';
  return seen === against ? 'same' : 'differs';
}

/** True when a fact does not hold; what differs in an open question is worth knowing and no failure. */
export function isFailure({ verdict, expected }: Verdict): boolean {
  return verdict === 'differs' && expected !== undefined;
}

/** The verdicts where the sandbox showed something else than what was looked at. */
export function differences(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(
    ({ seen, sandbox }) => seen !== undefined && sandbox !== undefined && seen !== sandbox,
  );
}

/** Two lists with commas by what only one of them has; undefined when they are no such lists. */
export function onlyInOne(left: string, right: string): { left: string[]; right: string[] } | undefined {
  const [first, second] = [left.split(', '), right.split(', ')];
  if (Math.min(first.length, second.length) < 4) return undefined;
  return {
    left: first.filter((name) => !second.includes(name)),
    right: second.filter((name) => !first.includes(name)),
  };
}
