import { type Account, type Connection, type Organisation, READ_SCOPES, XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import type { DeadlinePassed } from './deadline.ts';
import { lockedUntil } from './locked-until.ts';
import { PERMISSIONS } from './permissions.ts';
import type { ConnectionTest } from './schemas.ts';

type Check = ConnectionTest['checks'][number];

/** Why a question to Xero has no answer; the product's own failures are none of these. */
export type Failure = XeroError | PortalError | DeadlinePassed;

/** What a question to Xero came to. */
export type Answer<Value> = { value: Value } | { error: Failure };

/** What was found out for a test; the answers to questions that were not asked are errors. */
export type Findings = {
  organisation: { tenantId: string; name: string };
  scopes: readonly string[];
  paymentAccountId: string | null;
  signIn: Answer<unknown>;
  connections: Answer<readonly Connection[]>;
  books: Answer<Organisation>;
  accounts: Answer<readonly Account[]>;
  dayLeft: number | null;
};

const AGAIN = 'Choose Online Auth to Xero, allow access to the same organisation, and save.';
const WAIT = 'Nothing needs to be changed here. Wait a few minutes and test again.';

/** The lines of a connection test, in their fixed order; every failed one says what to do. */
export function checkConnection(findings: Findings): Check[] {
  return [
    checkSignIn(findings),
    checkOrganisation(findings),
    checkPermissions(findings),
    checkBooks(findings),
    checkPaymentAccount(findings),
    checkLockDates(findings),
    checkCallsLeft(findings),
  ];
}

function checkSignIn({ signIn, connections, books }: Findings): Check {
  const refused = [signIn, connections, books].find((answer) => 'error' in answer && isRefusal(answer.error));
  const failed = refused ?? signIn;
  return 'error' in failed
    ? failing('signed_in', failed.error)
    : passing('signed_in', 'Xero accepts the sign-in.');
}

function isRefusal(error: Failure): boolean {
  return error instanceof PortalError || (error instanceof XeroError && error.kind === 'unauthorized');
}

function checkOrganisation({ organisation, connections }: Findings): Check {
  if ('error' in connections) return failing('right_organisation', connections.error);
  return connections.value.some(({ tenantId }) => tenantId === organisation.tenantId)
    ? passing('right_organisation', `The connection reaches ${organisation.name}.`)
    : {
        code: 'right_organisation',
        ok: false,
        message: `Xero no longer connects Ledgerport to ${organisation.name}: it was disconnected inside Xero. No figures are read and no payment is posted until it is connected again.`,
        remedy: AGAIN,
      };
}

function checkPermissions({ scopes }: Findings): Check {
  const missing = READ_SCOPES.filter((scope) => PERMISSIONS.has(scope) && !isGranted(scope, scopes));
  if (missing.length === 0) return passing('permissions_granted', 'All permissions needed were granted.');
  const words = missing.map((scope) => PERMISSIONS.get(scope)?.words ?? scope).join(', ');
  return {
    code: 'permissions_granted',
    ok: false,
    message: `The permission to read ${words} was not granted. What it covers is not read.`,
    remedy: AGAIN,
  };
}

/** The permission to write includes reading; Xero may also not have said what was granted. */
function isGranted(scope: string, granted: readonly string[]): boolean {
  if (granted.length === 0) return true;
  return [scope, scope.replace(/\.read$/, ''), ...(PERMISSIONS.get(scope)?.broad ?? [])].some((name) =>
    granted.includes(name),
  );
}

function checkBooks({ books }: Findings): Check {
  return 'error' in books
    ? failing('books_reachable', books.error)
    : passing('books_reachable', `The books of ${books.value.name} can be read.`);
}

function checkPaymentAccount({ paymentAccountId, accounts }: Findings): Check {
  const code = 'payment_account';
  if (paymentAccountId === null)
    return passing(code, 'No account is chosen yet. Payments cannot be posted until one is.');
  if ('error' in accounts) return failing(code, accounts.error);
  const account = accounts.value.find(({ accountId }) => accountId === paymentAccountId);
  const remedy = 'Choose another account under Payments go to, and save.';
  if (!account)
    return {
      code,
      ok: false,
      message: 'The chosen account does not exist in Xero. Payments cannot be posted.',
      remedy,
    };
  if (account.status !== 'ACTIVE')
    return {
      code,
      ok: false,
      message: `${account.name} is archived in Xero. Payments cannot be posted to it.`,
      remedy,
    };
  if (account.type !== 'BANK' && !account.enablePaymentsToAccount)
    return {
      code,
      ok: false,
      message: `${account.name} takes no payments in Xero, so none can be posted to it.`,
      remedy: `In Xero, tick “Enable payments to this account” for ${account.name}; or choose another account here, and save.`,
    };
  return passing(code, `Payments will be posted to ${account.name}.`);
}

function checkLockDates({ books }: Findings): Check {
  if ('error' in books) return failing('lock_dates', books.error);
  const last = lockedUntil(books.value);
  return passing(
    'lock_dates',
    last ? `Xero refuses changes dated up to and including ${last}.` : 'Xero has no lock date.',
  );
}

function checkCallsLeft({ dayLeft, books }: Findings): Check {
  if (dayLeft === null && 'error' in books) return failing('calls_left', books.error);
  if (dayLeft === null) return passing('calls_left', 'Xero does not say how many calls are left today.');
  if (dayLeft > 0) return passing('calls_left', `${dayLeft} calls to Xero are left today.`);
  return {
    code: 'calls_left',
    ok: false,
    message: 'No calls to Xero are left today. Nothing is read or posted until Xero allows calls again.',
    remedy: 'Nothing needs to be changed here. Test again tomorrow.',
  };
}

function passing(code: Check['code'], message: string): Check {
  return { code, ok: true, message, remedy: null };
}

function failing(code: Check['code'], error: Failure): Check {
  if (error instanceof PortalError) return { code, ok: false, message: error.message, remedy: AGAIN };
  if (!(error instanceof XeroError))
    return { code, ok: false, message: 'Xero did not answer in time.', remedy: WAIT };
  const needsPerson = ['reconnect', 'unauthorized', 'missing_scope', 'organisation_unreachable'];
  return { code, ok: false, message: error.message, remedy: needsPerson.includes(error.kind) ? AGAIN : WAIT };
}
