import { type AppUse, decide, LONGEST_WAIT_MS, learn, refusedBy, XeroError } from '@ledgerport/xero';
import { decideRetry } from '../../packages/xero/src/wire/retry.ts';
import { failureOf } from '../../portal/src/sync/failure.ts';
import { nextSlot } from '../../portal/src/sync/slot.ts';
import { TURN_MS } from '../../portal/src/sync/turn.ts';
import { createAppWindow } from './app-window.ts';
import { callsOf, durationOf } from './cost.ts';
import { createHeap } from './heap.ts';
import { createFleet, type Kind, type Organisation } from './organisations.ts';
import { createRandom } from './random.ts';
import { createXeroCounts } from './xero.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
/** The runs of the last hour get until here to end. */
const END = DAY + HOUR;
/** What a run costs the worker itself: taking it, storing and ending it. */
const OWN_WORK_MS = 150;
/** Every so manieth call of anybody fails with a 500. */
const FAILS = 0.001;

export type DayOptions = {
  organisations: number;
  seed: number;
  webhooks: boolean;
  /** Worker processes, and how many runs each does at once. */
  workers: number;
  runsAtOnce: number;
  /** How often the scheduler looks, and how many integrations it takes each time. */
  lookMs: number;
  mostPerLook: number;
};

/** How one kind of organisations fared: hours in which each was to be read, those in which it was, and calls. */
type Fared = { organisations: number; hours: number; read: number; calls: number };

export type Day = {
  options: DayOptions;
  kinds: Record<Kind, Fared>;
  /** For each minute: runs that wait for a place and runs under way, as its mean, and calls. */
  waiting: number[];
  running: number[];
  calls: number[];
  /** Seconds from an hour's moment to the start of its run, and from there to its end: by how many runs. */
  startedAfter: number[];
  endedAfter: number[];
  /** 429s that Xero gave although the limiter had let the call go, by limit; those of the failing are their trouble. */
  refused: Record<string, number>;
};

type Run = {
  organisation: Organisation;
  index: number;
  callsLeft: number;
  startedAt: number;
  takenAt: number;
  attempt: number;
  failed: XeroError | null;
  /** Whether its call is on its way. */
  isOut: boolean;
  /** Whether it came further since it was taken: only then it gives its place to others. */
  cameFurther: boolean;
};

/** Lets one day pass for a whole fleet, by the product's own decisions. The same options give the same day. */
export function simulateDay(options: DayOptions): Day {
  const random = createRandom(options.seed);
  const fleet = createFleet(options.organisations, random);
  const xero = createXeroCounts(fleet.length, random);
  const places = fleet.map(({ id }) => placeOf(id));
  const lastRead = new Float64Array(fleet.length).fill(-1);
  const app = createAppWindow();
  // The day begins at the clock's nought: a complaint then would slow its first ten minutes.
  let appUse: Omit<AppUse, 'calls'> = { heldUntil: 0, slowedAt: Number.NEGATIVE_INFINITY };
  const due = new Map<number, number[]>();
  const events = createHeap<Run>();
  let queue: Run[] = [];
  let head = 0;
  let free = options.workers * options.runsAtOnce;
  const day = emptyDay(options, fleet, places);

  const schedule = (index: number, at: number) => {
    const organisation = fleet[index];
    if (!organisation) return;
    organisation.nextAt = at;
    const look = Math.ceil(at / options.lookMs);
    const known = due.get(look);
    if (known) known.push(index);
    else due.set(look, [index]);
  };
  const afterwards = (index: number, now: number) => slotAfter(places[index] ?? 0, now);

  let passed = 0;
  /** Lets time pass to the next event, adding up what waits and runs meanwhile: all that is due at a look comes at once. */
  const passTo = (now: number) => {
    const share = (now - passed) / MINUTE;
    add(day.waiting, Math.floor(passed / MINUTE), (queue.length - head) * share);
    add(day.running, Math.floor(passed / MINUTE), (options.workers * options.runsAtOnce - free) * share);
    passed = now;
  };
  const dispatch = (now: number) => {
    while (free > 0 && head < queue.length) {
      const run = queue[head];
      head += 1;
      if (!run) continue;
      free -= 1;
      run.takenAt = now;
      run.cameFurther = false;
      run.organisation.state = 'running';
      if (run.startedAt < 0) {
        run.startedAt = now;
        run.callsLeft = callsOf(run.organisation, now, options.webhooks, random);
      }
      events.push(now + OWN_WORK_MS, run);
    }
    if (head > 10_000) {
      queue = queue.slice(head);
      head = 0;
    }
  };
  const leave = (run: Run, now: number, state: Organisation['state']) => {
    run.organisation.state = state;
    free += 1;
    if (state === 'queued') queue.push(run);
    dispatch(now);
  };

  const look = (now: number) => {
    const turn = Math.floor(now / options.lookMs);
    const found = due.get(turn) ?? [];
    due.delete(turn);
    const late = found.splice(options.mostPerLook);
    if (late.length > 0) due.set(turn + 1, [...late, ...(due.get(turn + 1) ?? [])]);
    for (const index of found) {
      const organisation = fleet[index];
      if (!organisation || organisation.nextAt > now) continue;
      if (organisation.state === 'idle' || organisation.state === 'off') {
        organisation.state = 'queued';
        queue.push({
          organisation,
          index,
          callsLeft: 0,
          startedAt: -1,
          takenAt: now,
          attempt: 1,
          failed: null,
          isOut: false,
          cameFurther: false,
        });
      }
      schedule(index, afterwards(index, now));
    }
    dispatch(now);
  };

  const finish = (run: Run, now: number) => {
    const { organisation, index } = run;
    organisation.failures = 0;
    organisation.hasReadAll = true;
    const place = places[index] ?? 0;
    const slot = place + Math.floor((run.startedAt - place) / HOUR) * HOUR;
    if (
      slot >= 0 &&
      slot < DAY &&
      now <= slot + HOUR &&
      lastRead[index] !== slot &&
      slot >= since(organisation)
    ) {
      lastRead[index] = slot;
      day.kinds[organisation.kind].read += 1;
      if (organisation.kind === 'ordinary') {
        add(day.startedAfter, Math.floor((run.startedAt - slot) / 1000));
        add(day.endedAfter, Math.floor((now - run.startedAt) / 1000));
      }
    }
    schedule(index, afterwards(index, now));
    leave(run, now, 'idle');
  };

  const fail = (run: Run, now: number, error: XeroError) => {
    const { organisation, index } = run;
    organisation.failures += 1;
    if (error.kind === 'organisation_unreachable') {
      schedule(index, Math.max(organisation.to, now));
      return leave(run, now, 'off');
    }
    const { problem, retryInSeconds } = failureOf(error, organisation.failures, null);
    const slot = afterwards(index, now);
    const retry = retryInSeconds === null ? slot : now + retryInSeconds * 1000;
    const mayWait = problem.code === 'day_limit' || problem.code === 'rate_limited';
    schedule(index, mayWait || retry < slot ? retry : slot);
    leave(run, now, 'idle');
  };

  const ask = (run: Run, now: number) => {
    const { organisation } = run;
    const { use } = organisation;
    const isOver = run.cameFurther && now - run.takenAt >= TURN_MS && free === 0 && head < queue.length;
    if (isOver) return leave(run, now, 'queued');
    while ((use.ended[0] ?? now) < now - HOUR) use.ended.shift();
    const verdict = decide(now, 'reading', use, { ...appUse, calls: app.sum(now) });
    if (verdict.waitMs > LONGEST_WAIT_MS && verdict.because && verdict.because !== 'posting_first')
      return fail(
        run,
        now,
        refusedBy(verdict.because, {
          retryAfterSeconds: Math.ceil(verdict.waitMs / 1000),
          now: new Date(now),
        }),
      );
    if (verdict.waitMs > 0) return events.push(now + verdict.waitMs, run);
    if (verdict.learnsDay) use.dayLeftAt = now;
    use.inFlight += 1;
    app.count(now);
    add(day.calls, Math.floor(now / MINUTE));
    if (now < DAY) day.kinds[organisation.kind].calls += 1;
    run.failed = troubleOf(organisation, now) ?? refusal(run, now) ?? accident(random);
    run.isOut = true;
    events.push(now + durationOf(organisation, random), run);
  };
  const refusal = (run: Run, now: number) => {
    const limit = xero.arrive(run.index, now);
    if (!limit) return null;
    day.refused[limit] = (day.refused[limit] ?? 0) + 1;
    return refusedBy(limit, { retryAfterSeconds: limit === 'day' ? 3_600 : 60, now: new Date(now) });
  };

  const answer = (run: Run, now: number) => {
    const { organisation, failed } = run;
    const { use } = organisation;
    run.isOut = false;
    use.inFlight -= 1;
    use.ended.push(now);
    if (use.ended.length > 60) use.ended.shift();
    // A run has one call on its way, so that nothing was learnt since it began.
    const learnt = learn(now, use, {
      dayLeft: failed ? null : xero.dayLeft(run.index),
      appLeft: null,
      retryAfterSeconds: failed?.retryAfterSeconds ?? null,
      limit: failed?.limit ?? null,
      bytes: 0,
      isBilled: true,
    });
    Object.assign(use, learnt.tenant);
    if (learnt.app.heldUntil) appUse = { ...appUse, ...learnt.app };
    if (failed) {
      const next = decideRetry({
        error: failed,
        attempt: run.attempt,
        tokenRenewed: false,
        random: random(),
      });
      if (next.next !== 'wait') return fail(run, now, failed);
      run.attempt += 1;
      return events.push(now + next.ms, run);
    }
    run.attempt = 1;
    run.cameFurther = true;
    run.callsLeft -= 1;
    if (run.callsLeft <= 0) finish(run, now);
    else ask(run, now);
  };

  for (const [index, organisation] of fleet.entries())
    schedule(index, organisation.state === 'off' ? organisation.from : (places[index] ?? 0));
  for (let now = 0; now < END; now += options.lookMs) {
    for (let at = events.nextAt(); at <= now; at = events.nextAt()) {
      const run = events.pop();
      if (!run) break;
      passTo(at);
      if (run.isOut) answer(run, at);
      else ask(run, at);
    }
    passTo(now);
    look(now);
  }
  return day;
}

/** An organisation's place in the hour, as the product's `nextSlot` gives it. */
export function placeOf(id: string): number {
  return nextSlot(id, new Date(0), 60).getTime() % HOUR;
}

/** What `nextSlot` says of an organisation with this place; its hash again and again would take half of the time. */
export function slotAfter(place: number, now: number): number {
  return place + (Math.floor((now - place) / HOUR) + 1) * HOUR;
}

function emptyDay(options: DayOptions, fleet: Organisation[], places: number[]): Day {
  const none = (): Fared => ({ organisations: 0, hours: 0, read: 0, calls: 0 });
  const kinds: Day['kinds'] = {
    ordinary: none(),
    first_read: none(),
    busy: none(),
    lost: none(),
    outage: none(),
    day_limit: none(),
  };
  for (const [index, organisation] of fleet.entries()) {
    const fared = kinds[organisation.kind];
    fared.organisations += 1;
    for (let slot = places[index] ?? 0; slot < DAY; slot += HOUR)
      if (slot >= since(organisation)) fared.hours += 1;
  }
  return {
    options,
    kinds,
    waiting: [],
    running: [],
    calls: [],
    startedAfter: [],
    endedAfter: [],
    refused: {},
  };
}

/** Since when an organisation is to be read each hour. */
function since({ kind, from }: Organisation): number {
  return kind === 'first_read' ? from : 0;
}

/** What Xero answers to the failing in their bad hours. */
function troubleOf({ kind, from, to }: Organisation, now: number): XeroError | null {
  if (now < from || now >= to) return null;
  if (kind === 'lost') return new XeroError('organisation_unreachable', 'Not reachable.', { status: 403 });
  if (kind === 'outage') return new XeroError('unavailable', 'Offline.', { status: 503 });
  if (kind !== 'day_limit') return null;
  return refusedBy('day', { retryAfterSeconds: Math.ceil((to - now) / 1000), now: new Date(now) });
}

function accident(random: () => number): XeroError | null {
  return random() < FAILS ? new XeroError('unavailable', 'An error of Xero’s own.', { status: 500 }) : null;
}

function add(counts: number[], place: number, more = 1): void {
  counts[place] = (counts[place] ?? 0) + more;
}
