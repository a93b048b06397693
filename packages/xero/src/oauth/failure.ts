import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { XeroError } from '../error.ts';

/**
 * The library's codes for an answer that broke off, is no JSON or lacks a part. Xero may have replaced the refresh
 * token with it and takes the old one for 30 minutes more: only asking again soon keeps the grant.
 */
const CUT_SHORT = new Set(['OAUTH_PARSE_ERROR', 'OAUTH_INVALID_RESPONSE', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/**
 * The XeroError that a failure of the OAuth library stands for.
 * Only `invalid_grant` says "reconnect": a time-out or a 5xx leaves the grant as good as it was.
 */
export function readOAuthFailure(cause: unknown): XeroError {
  if (cause instanceof XeroError) return cause;
  if (cause instanceof Error && cause.cause instanceof XeroError) return cause.cause;
  if (cause instanceof AuthorizationResponseError) return readCallbackError(cause);
  if (cause instanceof ResponseBodyError) {
    const { status, error } = cause;
    return error === 'invalid_grant'
      ? new XeroError('reconnect', 'Xero no longer accepts this sign-in. A person has to connect again.', {
          status,
        })
      : new XeroError('rejected', `Xero refused the sign-in request (${error}).`, { status });
  }
  if (cause instanceof WWWAuthenticateChallengeError) {
    const message = "Xero did not accept the app's own id and secret. The operator has to check them.";
    return new XeroError('rejected', message, { status: cause.status });
  }
  if (cause instanceof ClientError && CUT_SHORT.has(cause.code ?? '')) {
    return new XeroError('unavailable', "The answer of Xero's sign-in is incomplete.", { cause });
  }
  if (cause instanceof ClientError && cause.code !== 'OAUTH_TIMEOUT') {
    return new XeroError('unexpected', `The answer of Xero's sign-in cannot be used: ${cause.message}.`, {
      cause,
    });
  }
  return new XeroError('unavailable', "Xero's sign-in could not be reached or did not answer in time.", {
    cause,
  });
}

function readCallbackError({ error }: AuthorizationResponseError): XeroError {
  return error === 'access_denied'
    ? new XeroError('denied', 'Access was not allowed on the page at Xero. Nothing was changed.')
    : new XeroError('rejected', `Xero ended the sign-in (${error}).`);
}
