import type { Fault, FaultEffect, FaultMatch, Sandbox } from 'xero-sandbox';
import type { Accountant } from './accountant.ts';
import type { Random } from './random.ts';
import type { Owner, Turns } from './turns.ts';

/** What the weather is made of and acts on. */
export type Sky = {
  sandbox: Sandbox;
  turns: Turns;
  random: Random;
  accountant: Accountant;
  tell(line: string): void;
  /** Which kind of fault each id stands for, so that the strikes can be counted. */
  kinds: Map<string, string>;
};

const XERO: Owner = { name: 'Xero', alive: true, frozenUntil: 0 };

/**
 * Chooses the kinds of a seed's weather: a few only, since what comes often meets itself. @returns what puts so many
 * faults in force, on calls, and as often as the seed says
 */
export function forecast(sky: Sky): (faults: number) => void {
  const { random, sandbox, tell, kinds } = sky;
  const chosen = Array.from({ length: random.between(1, 5) }, () => random.pick(KINDS));
  return (faults) => {
    for (let count = 0; count < faults; count += 1) {
      const kind = random.pick(chosen);
      const match = matchOf(random, kind.on);
      const fault: Fault = {
        match,
        skip: random.below(MOST_SKIPPED[kind.on] + 1),
        times: random.chance(70) ? 1 : random.between(2, 5),
        effect: kind.effect(sky),
      };
      kinds.set(sandbox.addFault(fault), kind.name);
      tell(`ahead: ${kind.name} on ${match.path}, ${fault.skip} pass first, ${fault.times} times`);
    }
  };
}

/** How many calls pass at most before a fault strikes; there are few of tokens and some of each list. */
const MOST_SKIPPED = { tokens: 1, Invoices: 3, Contacts: 2, books: 14 };

/** Ends all faults. What is on its way ends as it began. */
export function clearUp({ sandbox, tell }: Sky): void {
  sandbox.clearFaults();
  tell('the faults stop');
}

/** `Invoices` and `Contacts` are the pages of changes of these, which is where rows can get lost. */
type Kind = {
  name: string;
  on: 'books' | 'tokens' | 'Invoices' | 'Contacts';
  effect(sky: Sky): FaultEffect;
};

const LISTS = [
  '/Invoices',
  '/Contacts',
  '/Accounts',
  '/CreditNotes',
  '/Payments',
  '/Overpayments',
  '/Organisation',
];

function matchOf(random: Random, on: Kind['on']): FaultMatch {
  if (on === 'tokens') return { path: '/connect/token', body: 'refresh_token' };
  if (on === 'books') return { path: random.chance(50) ? '/api.xro/' : random.pick(LISTS) };
  return { path: `/${on}\\?.*order=UpdatedDateUTC` };
}

const book = (name: string, effect: Kind['effect'], on: Kind['on'] = 'books'): Kind => ({ name, on, effect });

const tooMany = (problem: string, retryAfter: (random: Random) => number | null): Kind =>
  book(`429 ${problem}`, ({ random }) => {
    const seconds = retryAfter(random);
    return {
      status: 429,
      headers: {
        'x-rate-limit-problem': problem,
        ...(seconds !== null && { 'retry-after': String(seconds) }),
      },
    };
  });

/** Held on the simulated clock: the client's own time-outs run on the real one, so a slow answer always arrives. */
const hold = (least: number, most: number) => {
  return ({ random, turns, tell }: Sky) => ({
    act: () => {
      const ms = random.between(least, most);
      tell(`Xero takes ${ms / 1000} s for an answer`);
      return turns.holdCall(XERO, ms);
    },
  });
};

const KINDS: readonly Kind[] = [
  book('answer lost', () => ({ drop: 'after' })),
  book('answer lost', () => ({ drop: 'after' })),
  book('connection refused', () => ({ drop: 'before' })),
  book('503', ({ random }) => random.pick(['unavailable', 'maintenance', 'organisation-offline'] as const)),
  book('500 page', () => 'error-page'),
  book('403 page', () => 'access-denied-html'),
  book('401', () => ({
    status: 401,
    headers: { 'content-type': 'application/json' },
    body: '{"Title":"Unauthorized"}',
  })),
  book('400', () => ({
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: '{"Message":"A validation exception occurred"}',
  })),
  tooMany('minute', (random) => random.between(1, 60)),
  tooMany('day', (random) => random.between(60, 1800)),
  tooMany('concurrent', () => null),
  tooMany('appminute', (random) => (random.chance(50) ? random.between(1, 60) : null)),
  book('body cut', ({ random }) => ({ cutBodyAt: random.pick([0, 1, 50, 400]) })),
  book('garbage', () => ({ garbage: true })),
  book('late', ({ random }) => ({
    delayMs: random.between(1, 4),
    delay: random.pick(['before', 'after'] as const),
  })),
  book('stalled', ({ random }) => ({ stallMs: random.between(1, 4) })),
  book('slow', hold(5_000, 55_000)),
  // The client gives up after a minute; what it then does is what a lost answer makes it do.
  book('timed out', (sky) => ({ ...hold(60_000, 60_000)(sky), drop: 'after' })),
  ...(['Invoices', 'Invoices', 'Contacts'] as const).flatMap((list) => [
    book('row touched', ({ random }) => touch(random, list), list),
    book('row touched', ({ random }) => touch(random, list), list),
    book('edited in mid-read', (sky) => act(sky, () => sky.accountant.work(sky.random.between(1, 4))), list),
    book('one instant', (sky) => act(sky, () => sky.accountant.editMany(sky.random.between(2, 40))), list),
    book(
      'late commit',
      (sky) => act(sky, () => sky.accountant.commitLate(sky.random.between(500, 20_000))),
      list,
    ),
  ]),
  book('refresh lost', () => ({ drop: 'after' }), 'tokens'),
  book('refresh refused', () => ({ drop: 'before' }), 'tokens'),
  book('refresh 503', () => 'unavailable', 'tokens'),
  book('refresh slow', hold(2_000, 28_000), 'tokens'),
];

/** The names of all kinds, each once: a long simulation meets them all. */
export const KIND_NAMES: readonly string[] = [...new Set(KINDS.map(({ name }) => name))];

function touch(random: Random, collection: string): FaultEffect {
  const count = random.between(1, 6);
  // The first of a page are known once its answer is made; that they move then takes as many from the next page.
  if (random.chance(70)) return { touch: { collection, which: 'first-of-page', count }, when: 'after' };
  return { touch: { collection, which: 'random', count }, when: random.pick(['before', 'after'] as const) };
}

function act({ random }: Sky, work: () => void): FaultEffect {
  return { act: work, when: random.pick(['before', 'after'] as const) };
}
