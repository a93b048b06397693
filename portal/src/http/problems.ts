import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ERROR_STATUS, PortalError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AppEnv } from './context.ts';

const TITLES: Record<number, string> = {
  400: 'Not usable as it is',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  410: 'No longer valid',
  429: 'Too many attempts',
  500: 'Something went wrong here',
  502: 'Xero refused',
  503: 'Xero cannot be reached',
};

/** Turns any error into problem details (RFC 9457). What is not a `PortalError` is logged and told without its inside. */
export function problemAnswer(error: unknown, context: Context<AppEnv>, log: Log): Response {
  const known = asPortalError(error);
  if (known.code === 'internal') log.error({ err: error, path: context.req.path }, 'a request failed');
  const status = ERROR_STATUS[known.code];
  return new Response(
    JSON.stringify({
      type: 'about:blank',
      title: TITLES[status] ?? 'Error',
      status,
      detail: known.message,
      code: known.code,
      ...(known.fields && { fields: known.fields }),
    }),
    {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        ...(known.retryAfterSeconds && { 'Retry-After': String(known.retryAfterSeconds) }),
      },
    },
  );
}

/** PostgreSQL's codes for text it cannot keep: a NUL character, a broken surrogate. */
const UNUSABLE_TEXT = ['22021', '22P05'];

function asPortalError(error: unknown): PortalError {
  if (error instanceof PortalError) return error;
  if (error instanceof Error && 'code' in error && UNUSABLE_TEXT.includes(String(error.code)))
    return new PortalError(
      'invalid_input',
      'What you entered holds characters that cannot be kept. Nothing was changed.',
    );
  if (error instanceof HTTPException && error.status < 500)
    return new PortalError('invalid_input', 'The request could not be read. Nothing was changed.');
  return new PortalError(
    'internal',
    'Something went wrong on our side; it has been logged. Nothing in Xero was changed. Try again, and tell your provider if it stays.',
  );
}
