import { Unexpected } from './answer.ts';
import { DayNearlyUsed } from './budget.ts';
import type { Check, Theme } from './check.ts';
import { Skip } from './skip.ts';
import { type Tidied, tidy } from './tidy.ts';
import type { Xero } from './xero.ts';

/** What one check saw at one address, or why it saw nothing. */
export interface Observation {
  readonly theme: string;
  readonly check: Check;
  readonly seen?: string;
  readonly skipped?: string;
  /** Milliseconds on this machine. */
  readonly took: number;
}

export interface RunOptions {
  /** Why nothing may be written; left out: it may. */
  readonly mayNotWrite?: string | undefined;
  /** Ids, or beginnings of them, of the checks to make; left out: all. */
  readonly only?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly progress: (done: number, of: number, about: string) => void;
}

/**
 * Makes the checks one after another, in the given order but for those that have to come last, and takes back
 * what they wrote whatever happened. An interrupted run skips what is left to do.
 */
export async function runChecks(
  xero: Xero,
  themes: readonly Theme[],
  options: RunOptions,
): Promise<{ observations: Observation[]; tidied: Tidied }> {
  const wanted = themes.flatMap((theme) =>
    theme.checks
      .filter(({ id }) => options.only?.some((start) => id.startsWith(start)) ?? true)
      .map((check) => ({ theme, check })),
  );
  const seen = new Map<Check, Observation>();
  let stopped: string | undefined;
  const stop = (error: unknown) => {
    if (!(error instanceof DayNearlyUsed)) throw error;
    stopped = error.message;
    return { skipped: stopped };
  };
  const make = async (last: boolean) => {
    for (const { theme, check } of wanted) {
      if ((check.last ?? false) !== last) continue;
      options.progress(seen.size, wanted.length, check.about);
      const started = performance.now();
      const what = stopped ? { skipped: stopped } : await observe(xero, theme, check, options).catch(stop);
      seen.set(check, { theme: theme.title, check, ...what, took: Math.round(performance.now() - started) });
    }
  };
  let tidied: Tidied = { undone: [], left: [] };
  try {
    await make(false);
  } finally {
    tidied = await tidy(xero);
  }
  await make(true);
  return { observations: wanted.flatMap(({ check }) => seen.get(check) ?? []), tidied };
}

async function observe(
  xero: Xero,
  theme: Theme,
  check: Check,
  { mayNotWrite, signal }: RunOptions,
): Promise<Pick<Observation, 'seen' | 'skipped'>> {
  const why =
    (signal.aborted ? 'the run was interrupted' : undefined) ??
    (check.writes && mayNotWrite) ??
    (check.bundledOnly && !xero.target.sandbox ? check.bundledOnly : undefined) ??
    missingScope(xero, theme, check);
  if (why) return { skipped: why };
  try {
    return { seen: (await check.run(xero)).trim() };
  } catch (error) {
    if (error instanceof DayNearlyUsed) throw error;
    if (error instanceof Skip) return { skipped: error.message };
    if (signal.aborted) return { skipped: 'the run was interrupted' };
    const what = error instanceof Error ? error.message : String(error);
    // A fact that could not be looked at does not hold; an open question stays open.
    if (check.expected === undefined) return { skipped: `could not be seen: ${what}` };
    return { seen: error instanceof Unexpected ? what : `could not be seen: ${what}` };
  }
}

function missingScope({ session }: Xero, theme: Theme, check: Check): string | undefined {
  const missing = [...theme.needs, ...(check.needs ?? [])].find((scope) => {
    const broad = BROAD[scope] ?? scope;
    const enough = check.writes ? [scope, broad] : [scope, broad, `${scope}.read`, `${broad}.read`];
    return !session.scopes.some((each) => enough.includes(each));
  });
  return missing && `the token lacks the scope ${missing}${check.writes ? '' : ' (or its .read)'}`;
}

/** What apps from before March 2026 may have instead (Xero's documentation of granular scopes). */
const BROAD: Readonly<Record<string, string>> = {
  'accounting.invoices': 'accounting.transactions',
  'accounting.payments': 'accounting.transactions',
  'accounting.reports.aged': 'accounting.reports',
};
