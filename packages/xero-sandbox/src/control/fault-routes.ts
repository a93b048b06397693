import type { Books } from '../books/books.ts';
import { rowsNamed } from '../books/touch-rows.ts';
import type { Fault } from '../faults/fault.ts';
import type { Latency, LatencySetting } from '../faults/latency.ts';
import { ControlProblem, type ControlRoute } from './control-route.ts';
import { FieldProblem, type Fields } from './fields.ts';
import { readFault } from './read-fault.ts';

/** Faults, and how late every answer is. */
export const FAULT_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/faults',
    about: 'The faults in force and how often each struck',
    handle: ({ context }) => ({ faults: context.faults.all() }),
  },
  {
    method: 'POST',
    path: '/faults',
    about: 'Puts a fault in force: {match?, times?, skip?, every?, effect}; answers with its id',
    status: 201,
    handle({ context, body }) {
      const fault = readFault(body);
      checkCollection(fault, context.organisations);
      return { id: context.faults.add(fault) };
    },
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    about: 'Takes one fault out of force',
    handle({ context, part }) {
      if (!context.faults.remove(part('id')))
        throw new ControlProblem(404, `There is no fault ${part('id')}.`);
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    about: 'Takes all faults out of force',
    handle: ({ context }) => context.faults.clear(),
  },
  {
    method: 'GET',
    path: '/latency',
    about: 'How late every answer is',
    handle: ({ context }) => shown(context.latency),
  },
  {
    method: 'PUT',
    path: '/latency',
    about: 'Makes every answer late: {ms} or {least, most}, in milliseconds; {ms: 0} for at once',
    handle({ context, body }) {
      context.latency.set(readLatency(body));
      return shown(context.latency);
    },
  },
];

function checkCollection({ effect }: Fault, organisations: readonly Books[]): void {
  if (typeof effect === 'string' || !('touch' in effect)) return;
  const { collection } = effect.touch;
  if (!organisations.some((books) => rowsNamed(books, collection)))
    throw new FieldProblem('effect.touch.collection', 'what an envelope calls its rows, such as Invoices');
}

function readLatency(body: Fields): LatencySetting {
  body.only('ms', 'least', 'most');
  const ms = body.optionalWhole('ms', 0);
  if (ms !== undefined) return ms;
  const least = body.optionalWhole('least', 0);
  if (least === undefined)
    throw new FieldProblem('ms', 'a whole number, unless `least` and `most` are given');
  const most = body.optionalWhole('most', least);
  if (most === undefined) throw new FieldProblem('most', `a whole number from ${least} upwards`);
  return { least, most };
}

function shown({ setting }: Latency) {
  return typeof setting === 'number' ? { ms: setting } : setting;
}
