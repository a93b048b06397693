import { table } from '../table.ts';
import type { SeedResult } from './seed.ts';
import { KIND_NAMES } from './weather.ts';

/** What many seeds came to. */
export type Summary = {
  seeds: number;
  runs: number;
  calls: number;
  crashes: number;
  faults: Record<string, number>;
  failures: { seed: number; problems: string[] }[];
};

/** An empty summary; every kind of fault is there from the start, so that one that never struck shows. */
export function createSummary(): Summary {
  const faults = Object.fromEntries(KIND_NAMES.map((name) => [name, 0]));
  return { seeds: 0, runs: 0, calls: 0, crashes: 0, faults, failures: [] };
}

/** Adds one seed. */
export function addResult(
  summary: Summary,
  { seed, problems, runs, calls, crashes, faults }: SeedResult,
): void {
  summary.seeds += 1;
  summary.runs += runs;
  summary.calls += calls;
  summary.crashes += crashes;
  for (const [kind, struck] of Object.entries(faults))
    summary.faults[kind] = (summary.faults[kind] ?? 0) + struck;
  if (problems.length > 0) summary.failures.push({ seed, problems });
}

/** The summary as tables, and each failure with what it broke. */
export function summaryText(summary: Summary, seconds: number): string {
  const { seeds, runs, calls, crashes, faults, failures } = summary;
  const figures: [string, number][] = [
    ['seeds', seeds],
    ['sync runs', runs],
    ['calls', calls],
    ['crashes', crashes],
    ['failures', failures.length],
    ['seconds', Math.round(seconds)],
  ];
  const rows = (pairs: [string, number][]) =>
    pairs.map(([name, value]) => [name, value.toLocaleString('en')]);
  const failed = failures
    .sort((one, other) => one.seed - other.seed)
    .map(
      ({ seed, problems }) =>
        `\nSeed ${seed}: npm run simulate -- --seed ${seed}\n${problems.map((text) => `  ${text}\n`).join('')}`,
    );
  return [
    table('Fault simulation', ['figure', 'value'], rows(figures)),
    table('Faults that struck', ['kind', 'times'], rows(Object.entries(faults))),
    ...failed,
  ].join('');
}
