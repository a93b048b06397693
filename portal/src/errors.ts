/** Every error the product answers with, and its HTTP status: a closed set, mapped in one place. */
export const ERROR_STATUS = {
  invalid_input: 400,
  sign_in_failed: 401,
  not_signed_in: 401,
  foreign_origin: 403,
  not_allowed: 403,
  not_found: 404,
  already_exists: 409,
  not_saved: 409,
  not_connected: 409,
  reconnect_needed: 409,
  link_expired: 410,
  other_organisation: 409,
  not_possible_now: 409,
  too_many_attempts: 429,
  xero_rejected: 502,
  xero_unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * An error meant for the person who caused or must mend it.
 * `message` says what happened, what it means for the money, and what to do; `fields` names inputs to correct.
 */
export class PortalError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: Record<string, string>; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'PortalError';
    this.code = code;
    this.fields = more.fields;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The answer for a thing that does not exist or belongs to somebody else: both look the same from outside. */
export function notFound(thing: string): PortalError {
  return new PortalError('not_found', `This ${thing} does not exist, or you have no access to it.`);
}
