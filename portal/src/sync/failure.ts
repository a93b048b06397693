import { XeroError, type XeroErrorKind } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
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

/** Waiting mends nothing here, or Xero itself said how long to wait. */
const ACTIONS: Partial<Record<XeroErrorKind, string>> = {
  missing_scope:
    'Do Online Auth to Xero again, with a person who may see invoices and settings, and allow every permission; then Save.',
  organisation_unreachable:
    'Check in Xero that the organisation is active and that the person who connected it still has access; then do Online Auth to Xero again and Save.',
  unauthorized: 'It is tried again by itself. If it stays, do Online Auth to Xero again and Save.',
  rejected: 'Try Sync Now later. If it stays, give your provider this message.',
  unexpected: 'Try Sync Now later. If it stays, give your provider this message.',
  not_found: 'Try Sync Now later. If it stays, give your provider this message.',
};

/**
 * Says what an error means for a run. `failures` counts the runs that failed in a row, this one included: the wait
 * doubles from a minute up to half an hour, unless Xero named a longer one.
 */
export function failureOf(error: unknown, failures: number): Failure {
  const backOff = Math.min(FIRST_RETRY_SECONDS * 2 ** (failures - 1), LONGEST_RETRY_SECONDS);
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
      retryInSeconds: Math.max(error.retryAfterSeconds ?? 0, backOff),
    };
  return {
    problem: {
      code: error.kind === 'unavailable' ? 'xero_unavailable' : error.kind,
      message: `${error.message} ${KEPT}`,
      action: ACTIONS[error.kind] ?? 'It is tried again by itself. Nothing needs to be done.',
    },
    retryInSeconds:
      error.canPass || error.kind === 'unauthorized' ? Math.max(error.retryAfterSeconds ?? 0, backOff) : null,
  };
}
