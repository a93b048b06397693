import { type TrialBalance, type XeroAccounting, XeroError, type XeroErrorKind } from '@ledgerport/xero';
import type { Services } from '../../services.ts';

/** Xero's trial balance, or why it cannot be had. */
export type Ledger = { balance: TrialBalance; refused: null } | { balance: null; refused: string };

/** What tells that the report is not for this connection, rather than that Xero is away. */
const REFUSALS: Partial<Record<XeroErrorKind, string>> = {
  missing_scope: 'the permission to read the trial balance was not granted',
  // A 403 comes for a role without reports too; a lost organisation is met by the next call.
  organisation_unreachable: 'the person who connected it has no role in Xero that may see reports',
  not_found: 'Xero has no trial balance for this organisation',
  rejected: 'Xero refused its trial balance',
  unexpected: 'Xero’s trial balance could not be understood',
};

/**
 * Looks at the whole ledger in one small call. Two equal answers tell that nothing was booked in between: whatever
 * changes what a customer owes, or has on credit, moves some account.
 * @throws XeroError for what may pass
 */
export async function lookAtLedger(
  services: Services,
  xero: XeroAccounting,
  signal: AbortSignal,
): Promise<Ledger> {
  // Documents may be dated ahead. One day a year is asked for, so that no night moves a figure.
  const date = `${services.clock.now().getUTCFullYear() + 10}-12-31`;
  try {
    return { balance: await xero.trialBalance(date, signal), refused: null };
  } catch (error) {
    const refused = error instanceof XeroError ? REFUSALS[error.kind] : undefined;
    if (refused === undefined) throw error;
    return { balance: null, refused };
  }
}
