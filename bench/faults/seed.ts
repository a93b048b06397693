import type { Switches } from 'xero-sandbox';
import { startRun } from '../../portal/src/sync/start.ts';
import { hireAccountant } from './accountant.ts';
import { atRest } from './check.ts';
import { playFinale, toNextSync } from './finale.ts';
import type { Fate } from './mortal.ts';
import { type Staff, workUntilIdle } from './office.ts';
import type { Random } from './random.ts';
import type { SeedStore } from './store.ts';
import { readBooks } from './truth.ts';
import { clearUp, forecast, type Sky } from './weather.ts';
import { BOOKS, type Setting, startWorld, type World } from './world.ts';

/** How much happened in a seed. */
type Figures = {
  runs: number;
  calls: number;
  crashes: number;
  /** How often each kind of fault struck. */
  faults: Record<string, number>;
};

/** What became of one seed. */
export type SeedResult = Figures & {
  seed: number;
  /** One sentence for each promise that was broken; none when all hold. */
  problems: string[];
  story: readonly string[];
};

/** The steps that an ordinary run takes, roughly: fates fall somewhere in them. */
const STEPS = 220;

/** Plays one seed to its end. What the portal breaks is told in the result; `show` hears the story as it happens. */
export async function playSeed(
  store: SeedStore,
  seed: number,
  show?: (line: string) => void,
): Promise<SeedResult> {
  const world = await startWorld(store, seed, chooseSetting, show);
  const sky: Sky = {
    ...world,
    kinds: new Map(),
    accountant: hireAccountant(
      world.sandbox,
      BOOKS,
      await atRest(world.sandbox, () => readBooks(world.sandbox, BOOKS)),
      world.random,
      world.tell,
    ),
  };
  const problems: string[] = [];
  let figures: Figures = { runs: 0, calls: 0, crashes: 0, faults: {} };
  try {
    await playCycles(world, sky);
    figures = await count(world, sky);
    problems.push(...(await playFinale(world, store, sky.accountant)));
  } catch (error) {
    problems.push(wordsOf(error));
  } finally {
    await world.close();
  }
  for (const problem of problems) world.tell(`BROKEN: ${problem}`);
  return { seed, problems, story: world.story.lines, ...figures };
}

function chooseSetting(random: Random): Setting {
  const isLarge = random.chance(8);
  return {
    contacts: random.between(5, isLarge ? 40 : 16),
    invoices: random.between(10, isLarge ? 200 : 50),
    pageSize: random.pick(isLarge ? [20, 50, 120] : [4, 7, 10, 25, 1000]),
    webhooks: random.chance(60),
    kind: random.pick(['pglite', 'postgres']),
    switches: {
      modifiedSince: random.pick(['inclusive', 'exclusive']),
      nothingNewer: random.pick(['empty', 'not-modified']),
      unpagedPayments: random.pick(['complete', 'first-page']),
      deletedPaymentInvoice: random.pick(['present', 'absent']),
      prepayments: random.pick(['receivables', 'liability']),
      zeroTotals: random.pick(['paid', 'authorised']),
      limitWindow: random.pick(['fixed', 'rolling']),
      refusedCallsCount: random.chance(50),
      tooManyRequestsBody: random.pick(['empty', 'text', 'json']),
      appMinuteProblem: random.pick(['appminute', 'app-minute']),
      refreshInGrace: random.pick(['another-pair', 'same-pair']),
      paymentEvents: random.pick(['invoice-update', 'none']),
      unstampedEvents: random.pick(['none', 'update']),
    } satisfies Partial<Switches>,
  };
}

/** Some cycles in bad weather, then one in good weather: after that everything must be as it should. */
async function playCycles(world: World, sky: Sky): Promise<void> {
  const { random, tell } = world;
  const brew = forecast(sky);
  const cycles = random.between(1, 3);
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    tell(`— cycle ${cycle}`);
    sky.accountant.work(random.below(8));
    if (random.chance(25)) sky.accountant.editMany(random.between(3, 30));
    brew(random.between(1, 6));
    // Later than half an hour, a grant whose new tokens were lost on their way would be lost: Xero's grace ends.
    await toNextSync(world, random.chance(30) ? random.below(20 * 60_000) : random.below(1000));
    if (random.chance(20)) await askForEverything(world);
    await workUntilIdle(world, chooseStaff(world));
  }
  clearUp(sky);
  world.post?.clearUp();
}

/** A person has everything read again: with it, what a day's first run does meets the weather too. */
async function askForEverything({ store, firm, turns, tell }: World): Promise<void> {
  const run = { ...firm, trigger: 'manual', full: true, requestedBy: null } as const;
  // Nobody tells the workers, as when the web process dies before it has: they find it.
  await store.firm(firm.firmId, (query) => startRun(query, turns.now(), run));
  tell('everything is to be read again');
}

function chooseStaff({ random, kind }: World): Staff {
  const fates = (): Fate[] => {
    const fate = random.below(100);
    const at = random.between(1, STEPS);
    if (fate < 35) return [{ at, end: 'dies' }];
    if (fate < 45) return [{ at, end: 'is told to stop' }];
    if (fate < 60) return [{ at, end: { freezesForMs: random.between(5, 200) * 1000 } }];
    return [];
  };
  // The embedded store has one process at a time, which takes up what the one before it left.
  return { processes: kind === 'pglite' ? 1 : random.between(1, 3), fates };
}

async function count({ sandbox, store, story }: World, { kinds }: Sky): Promise<Figures> {
  const faults: Record<string, number> = {};
  for (const { fault } of sandbox.requests()) {
    const kind = fault === null ? undefined : kinds.get(fault);
    if (kind) faults[kind] = (faults[kind] ?? 0) + 1;
  }
  const runs = await store.system((query) => query.selectFrom('sync_runs').select('calls').execute());
  return {
    runs: runs.length,
    calls: runs.reduce((sum, run) => sum + run.calls, 0),
    crashes: story.lines.filter((line) => line.includes(' dies at ')).length,
    faults,
  };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message} ${wordsOf(error.cause)}` : error.message;
}
