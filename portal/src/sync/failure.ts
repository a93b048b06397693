import { XeroError, type XeroErrorKind } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import { accessProblem, isAccessCode } from '../integrations/access-problems.ts';
import type { Problem } from '../store/tables.ts';

/** How a run that could not be finished ends: in words for a person, and when to try again. */
export type Failure = {
  problem: Problem;
  /** Seconds until the cause may have passed; null when the next ordinary run is soon enough. */
  retryInSeconds: number | null;
};

const KEPT = 'What was read stays, and the rest is read next time.';
const FIRST_RETRY_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 1800;

/** Waiting mends nothing here. */
const TELL = 'Try Sync Now later. If it stays, give your provider this message.';
const NEEDS_NOBODY = 'It is tried again by itself. Nothing needs to be done.';
const ACTIONS: Partial<Record<XeroErrorKind, string>> = { rejected: TELL, unexpected: TELL, not_found: TELL };

/**
 * Says what an error means for a run. `failures` counts the runs that failed in a row, this one included: the wait
 * doubles from a minute up to half an hour, unless Xero named a longer one. `access` is what the error says of the
 * access to Xero, if anything.
 */
export function failureOf(error: unknown, failures: number, access: Problem | null): Failure {
  const backOff = Math.min(FIRST_RETRY_SECONDS * 2 ** (failures - 1), LONGEST_RETRY_SECONDS);
  const asked = error instanceof XeroError ? (error.retryAfterSeconds ?? 0) : 0;
  if (access) {
    const retry = isAccessCode(access.code) ? accessProblem(access.code).retry : null;
    const seconds = retry === 'back_off' ? backOff : retry;
    return { problem: access, retryInSeconds: seconds === null ? null : Math.max(asked, seconds) };
  }
  if (error instanceof PortalError)
    return {
      problem: {
        code: error.code,
        message: error.message,
        action: 'Do Online Auth to Xero again, then Save.',
      },
      retryInSeconds: null,
    };
  if (!(error instanceof XeroError))
    return {
      problem: {
        code: 'internal',
        message: `The run broke off on our side. ${KEPT}`,
        action: 'It is tried again by itself. If it stays, tell your provider.',
      },
      retryInSeconds: backOff,
    };
  if (error.kind === 'rate_limited')
    return {
      problem: {
        code: error.limit === 'day' ? 'day_limit' : 'rate_limited',
        message: `${error.message} ${KEPT}`,
        action: 'It goes on by itself when Xero allows calls again. Nothing needs to be done.',
      },
      retryInSeconds: Math.max(asked, backOff),
    };
  return {
    problem: {
      code: error.kind,
      message: `${error.message} ${KEPT}`,
      action: ACTIONS[error.kind] ?? NEEDS_NOBODY,
    },
    retryInSeconds: error.canPass ? Math.max(asked, backOff) : null,
  };
}
