import { XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';

/** What a failed reading of Xero means to the person who waits for it. Any other error is answered unchanged. */
export function explainXeroFailure(error: unknown): unknown {
  if (!(error instanceof XeroError)) return error;
  const retryAfterSeconds = error.retryAfterSeconds ?? 60;
  switch (error.kind) {
    case 'unavailable':
    case 'rate_limited':
      return new PortalError(
        'xero_unavailable',
        `${error.message} Nothing was changed, and the figures here stay as of the last sync. Try again in a few minutes.`,
        { cause: error, retryAfterSeconds },
      );
    case 'not_found':
      return new PortalError('not_found', 'Xero no longer has this document. The next sync will tell why.', {
        cause: error,
      });
    case 'reconnect':
    case 'unauthorized':
    case 'missing_scope':
    case 'organisation_unreachable':
      return new PortalError(
        'reconnect_needed',
        `${error.message} Nothing was changed. Run Test Connection on the Integrations page; it says what to do.`,
        { cause: error },
      );
    default:
      return new PortalError('xero_rejected', `${error.message} Nothing was changed. Tell your provider.`, {
        cause: error,
      });
  }
}
