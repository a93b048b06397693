import type { Fault, FaultEffect } from '../faults/faults.ts';
import { FieldProblem, type Fields } from './fields.ts';

/** Reads a fault from a request's body; ends in a FieldProblem when a part of it makes no sense. */
export function readFault(body: Fields): Fault {
  body.only('match', 'times', 'skip', 'effect');
  const match = body.optionalObject('match');
  match?.only('method', 'path');
  const [method, path] = [match?.optionalText('method'), match?.optionalText('path')];
  if (path !== undefined) checkPattern(path);
  const [times, skip] = [body.optionalWhole('times', 1), body.optionalWhole('skip', 0)];
  return {
    match: { ...(method !== undefined && { method }), ...(path !== undefined && { path }) },
    ...(times !== undefined && { times }),
    ...(skip !== undefined && { skip }),
    effect: readEffect(body.optionalObject('effect')),
  };
}

function readEffect(effect: Fields | undefined): FaultEffect {
  effect?.only('status', 'headers', 'body', 'drop', 'delayMs', 'cutBodyAt');
  const status = effect?.optionalWhole('status', 200);
  const drop = effect?.optionalOneOf('drop', ['before', 'after']);
  const delayMs = effect?.optionalWhole('delayMs', 0);
  const cutBodyAt = effect?.optionalWhole('cutBodyAt', 0);
  if (status !== undefined && status <= 599) {
    const [headers, body] = [effect?.optionalTexts('headers'), effect?.optionalText('body')];
    return { status, ...(headers && { headers }), ...(body !== undefined && { body }) };
  }
  if (drop !== undefined) return { drop };
  if (delayMs !== undefined) return { delayMs };
  if (cutBodyAt !== undefined) return { cutBodyAt };
  throw new FieldProblem('effect', 'one of {status}, {drop}, {delayMs} and {cutBodyAt}');
}

function checkPattern(source: string): void {
  try {
    new RegExp(source);
  } catch {
    throw new FieldProblem('match.path', 'a part of a path or the source of a regular expression');
  }
}
