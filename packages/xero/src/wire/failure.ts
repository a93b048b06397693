import { XeroError, type XeroErrorKind } from '../error.ts';
import { limitOf, refusedBy } from '../limits/refusal.ts';
import { type HttpAnswer, header, headerNumber } from './http.ts';
import { asObject } from './json.ts';

/**
 * The error that an answer of status 300 or more stands for. Statuses are read as Xero's error pages give them.
 * `resource` is the call's path without ids; `now` lets a limit say until when.
 */
export function readFailure(
  answer: HttpAnswer,
  resource: string | null = null,
  now: Date | null = null,
): XeroError {
  const { status } = answer;
  const said = readBody(answer);
  const details = {
    status,
    resource,
    correlationId: correlationId(answer),
    retryAfterSeconds: retryAfter(answer),
  };
  const fail = (kind: XeroErrorKind, message: string) => new XeroError(kind, message, details);

  if (status === 401)
    return isMissingScope(answer, said)
      ? fail('missing_scope', MISSING_SCOPE)
      : fail('unauthorized', UNAUTHORIZED);
  if (status === 403) return fail('organisation_unreachable', UNREACHABLE);
  if (status === 404) return fail('not_found', 'Xero has no such record in this organisation.');
  if (status === 429) return rateLimited(answer, { ...details, now });
  if (status >= 500 && status !== 501)
    return fail('unavailable', `Xero is not available just now (${status}${said ? `: ${said}` : ''}).`);
  if (status >= 400)
    return fail('rejected', `Xero refused the request (${status}${said ? `: ${said}` : ''}).`);
  return fail('unexpected', `Xero answered with the unexpected status ${status}.`);
}

const MISSING_SCOPE =
  'Xero refused this permission. Connect again and allow every permission, as a person whose role in Xero may read it.';
const UNAUTHORIZED = 'Xero did not accept the access token, also after it was renewed.';
const UNREACHABLE =
  'Xero does not let this connection reach the organisation. It was disconnected inside Xero, or is no longer open to this user.';

function rateLimited(answer: HttpAnswer, details: Parameters<typeof refusedBy>[1]): XeroError {
  const problem = header(answer, 'x-rate-limit-problem');
  const { retryAfterSeconds } = details;
  return refusedBy(limitOf({ problem, left: readCallsLeft(answer), retryAfterSeconds }), details);
}

/** What Xero says is left of its limits, on every answer; null where it says nothing. */
export function readCallsLeft(answer: HttpAnswer): {
  minute: number | null;
  day: number | null;
  app: number | null;
} {
  return {
    minute: headerNumber(answer, 'x-minlimit-remaining'),
    day: headerNumber(answer, 'x-daylimit-remaining'),
    app: headerNumber(answer, 'x-appminlimit-remaining'),
  };
}

/** Xero's own spelling of the first is "insufficent"; both are accepted. */
function isMissingScope(answer: HttpAnswer, said: string | null): boolean {
  const challenge = header(answer, 'www-authenticate') ?? '';
  return /insuffici?ent_scope/i.test(challenge) || /AuthorizationUnsuccessful/i.test(said ?? '');
}

/** Retry-After in whole seconds; Xero sends no dates there. */
function retryAfter(answer: HttpAnswer): number | null {
  return headerNumber(answer, 'retry-after');
}

/** Both spellings occur in Xero's documentation. */
export function correlationId(answer: HttpAnswer): string | null {
  return header(answer, 'xero-correlation-id') ?? header(answer, 'x-correlation-id');
}

/** What Xero says in the body, in at most 500 characters; null for HTML and for nothing. */
function readBody(answer: HttpAnswer): string | null {
  const text = answer.body.toString('utf8').trim();
  if (!text || text.startsWith('<')) return null;
  try {
    return readMessages(asObject(JSON.parse(text))).slice(0, 500) || null;
  } catch {
    return text.slice(0, 200);
  }
}

function readMessages(body: Record<string, unknown>): string {
  const elements = Array.isArray(body.Elements) ? body.Elements : [];
  const validation = elements.flatMap((element) => {
    const errors = asObject(element).ValidationErrors;
    return Array.isArray(errors)
      ? errors.map((error) => asObject(error).Message ?? asObject(error).Description)
      : [];
  });
  const said =
    validation.length > 0 ? validation : [body.Detail ?? body.detail ?? body.Message ?? body.Title];
  return said.filter((message) => typeof message === 'string').join(' ');
}
