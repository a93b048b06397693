import { ControlProblem, type ControlRequest, type ControlRoute } from './control-route.ts';
import { FieldProblem } from './fields.ts';

/** The clock that every token, window and stamp reads. */
export const CLOCK_ROUTES: readonly ControlRoute[] = [
  { method: 'GET', path: '/clock', about: 'What time it is', handle: ({ context }) => now(context) },
  {
    method: 'POST',
    path: '/clock',
    about: 'Moves the clock: {advanceMs} or {now}; back, which Xero never goes, only with {force: true}',
    handle: moveClock,
  },
];

function moveClock({ context, body }: ControlRequest) {
  body.only('advanceMs', 'now', 'force');
  const instant = body.optionalInstant('now');
  const advanceMs = body.optionalWhole('advanceMs', Number.MIN_SAFE_INTEGER);
  if ((instant === undefined) === (advanceMs === undefined))
    throw new FieldProblem('advanceMs', 'a whole number, unless `now` says where to');
  const by = advanceMs ?? (instant ?? 0) - context.clock.now().getTime();
  // Rows stamped in the future would never be part of a delta again, which is nobody's wish by accident.
  if (by < 0 && body.optionalFlag('force') !== true)
    throw new ControlProblem(409, 'The clock goes back only with force: true.');
  if (Number.isNaN(new Date(context.clock.now().getTime() + by).getTime()))
    throw new FieldProblem('advanceMs', 'less than that');
  context.clock.advance(by);
  context.state.saveSoon();
  return now(context);
}

function now({ clock }: ControlRequest['context']) {
  return { now: clock.now().toISOString() };
}
