import type { Fault, FaultEffect, FaultMatch, Touch } from '../faults/fault.ts';
import { problemOfPattern } from '../faults/match.ts';
import { READY_MADE_NAMES } from '../faults/ready-made.ts';
import { FieldProblem, type Fields } from './fields.ts';

/** Reads a fault from a request's body; ends in a FieldProblem when a part of it makes no sense. */
export function readFault(body: Fields): Fault {
  body.only('match', 'times', 'skip', 'every', 'effect');
  const match = body.optionalObject('match');
  const [times, skip] = [body.optionalWhole('times', 1), body.optionalWhole('skip', 0)];
  const every = body.optionalWhole('every', 1);
  return {
    ...(match && { match: readMatch(match) }),
    ...(times !== undefined && { times }),
    ...(skip !== undefined && { skip }),
    ...(every !== undefined && { every }),
    effect: readEffect(body),
  };
}

function readMatch(match: Fields): FaultMatch {
  match.only('method', 'path', 'query', 'tenant', 'headers', 'body');
  const texts = (['method', 'path', 'tenant', 'body'] as const).flatMap((name) => {
    const text = match.optionalText(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const given: FaultMatch = Object.fromEntries(texts);
  const [query, headers] = [match.optionalTexts('query'), match.optionalTexts('headers')];
  checkPattern('match.path', given.path);
  checkPattern('match.body', given.body);
  for (const [name, value] of Object.entries(headers ?? {})) checkPattern(`match.headers.${name}`, value);
  return { ...given, ...(query && { query }), ...(headers && { headers }) };
}

function checkPattern(field: string, pattern: string | undefined): void {
  const wanted = pattern === undefined ? undefined : problemOfPattern(pattern);
  if (wanted !== undefined) throw new FieldProblem(field, wanted);
}

/** What each effect may have beside the field that names it. */
const EFFECTS = {
  status: ['headers', 'body'],
  drop: [],
  delayMs: ['delay'],
  cutBodyAt: [],
  stallMs: [],
  garbage: [],
  touch: ['when'],
} as const;

function readEffect(fault: Fields): FaultEffect {
  if (typeof fault.json('effect') === 'string') {
    const named = fault.optionalOneOf('effect', READY_MADE_NAMES);
    if (named !== undefined) return named;
  }
  const effect = fault.optionalObject('effect');
  const kinds = effect?.names().filter((name) => Object.hasOwn(EFFECTS, name)) ?? [];
  const kind = Object.entries(EFFECTS).find(([name]) => name === kinds[0]);
  if (!effect || !kind || kinds.length > 1) {
    const names = Object.keys(EFFECTS).map((name) => `{${name}}`);
    throw new FieldProblem('effect', `one of ${[...READY_MADE_NAMES, ...names].join(', ')}`);
  }
  effect.only(kind[0], ...kind[1]);
  return readOne(effect);
}

function readOne(effect: Fields): FaultEffect {
  const status = effect.optionalWhole('status', 200);
  if (status !== undefined) {
    if (status > 599) throw new FieldProblem('effect.status', 'a status from 200 to 599');
    const [headers, body] = [effect.optionalTexts('headers'), effect.optionalText('body')];
    return { status, ...(headers && { headers }), ...(body !== undefined && { body }) };
  }
  const drop = effect.optionalOneOf('drop', ['before', 'after']);
  if (drop !== undefined) return { drop };
  const delayMs = effect.optionalWhole('delayMs', 0);
  if (delayMs !== undefined) {
    const delay = effect.optionalOneOf('delay', ['before', 'after']);
    return { delayMs, ...(delay && { delay }) };
  }
  const cutBodyAt = effect.optionalWhole('cutBodyAt', 0);
  if (cutBodyAt !== undefined) return { cutBodyAt };
  const stallMs = effect.optionalWhole('stallMs', 0);
  if (stallMs !== undefined) return { stallMs };
  if (effect.optionalFlag('garbage') === true) return { garbage: true };
  const touch = effect.optionalObject('touch');
  if (!touch) throw new FieldProblem('effect.garbage', 'true');
  const when = effect.optionalOneOf('when', ['before', 'after']);
  return { touch: readTouch(touch, when), ...(when && { when }) };
}

function readTouch(touch: Fields, when: 'before' | 'after' | undefined): Touch {
  touch.only('collection', 'which', 'count');
  const count = touch.optionalWhole('count', 1);
  const ids: Touch['which'] | undefined = Array.isArray(touch.json('which'))
    ? touch.optionalTextList('which')
    : undefined;
  const which: Touch['which'] | undefined =
    ids ?? touch.optionalOneOf<'first-of-page' | 'random'>('which', ['first-of-page', 'random']);
  if (which === undefined || (which === 'first-of-page' && when === 'before'))
    throw new FieldProblem(
      'effect.touch.which',
      'random, a list of ids, or, once there is an answer, first-of-page',
    );
  return { collection: touch.text('collection'), which, ...(count !== undefined && { count }) };
}
