import { type Account, type CallRecord, type XeroAccounting, XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { mayComeBack } from './access-problems.ts';
import { type Answer, checkConnection, type Failure, type Findings } from './connection-checks.ts';
import { DeadlinePassed, inTime, withDeadline } from './deadline.ts';
import { listConnections } from './list-connections.ts';
import { lookAtConnection } from './look-at-connection.ts';
import { noteGoodAccess } from './note-access.ts';
import { openXero } from './open-xero.ts';
import type { ConnectionTest } from './schemas.ts';
import { selectConnections } from './select-connections.ts';
import { accessTokens } from './tokens.ts';

/** A person is waiting: a Xero that takes longer counts as one that does not answer. */
const LONGEST_MS = 8_000;

/** The lines that have to be well for access to count as good. */
const TELLS_OF_ACCESS: readonly ConnectionTest['checks'][number]['code'][] = [
  'signed_in',
  'right_organisation',
  'permissions_granted',
  'books_reachable',
];

type Saved = {
  connectionId: string;
  mayBeBack: boolean;
  organisation: { tenantId: string; name: string };
  scopes: readonly string[];
  paymentAccountId: string | null;
};

/**
 * Tests the saved connection by asking Xero now: three calls at most, side by side, and one before them when access has
 * ended and may be back. A grant that Xero refuses is marked as ended; what is well again is no longer shown as trouble. What fails at Xero, or is not answered within eight seconds in all, is a line of the answer.
 * @throws PortalError `not_found`, `not_allowed`, `not_saved`; any other error is a failure of our own.
 */
export async function testConnection(
  services: Services,
  actor: Actor,
  integrationId: string,
): Promise<ConnectionTest> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const saved = await readSaved(services, firmId, integrationId);
  const key = { firmId, integrationId };
  const findings = await withDeadline(services.clock, LONGEST_MS, async (deadline) => {
    // Somebody may have connected the organisation again inside Xero, and test it now.
    if (saved.mayBeBack)
      await answer(
        inTime(deadline, lookAtConnection(services, { ...key, connectionId: saved.connectionId })),
      );
    return await findOut(services, firmId, integrationId, saved, deadline);
  });
  const checks = checkConnection(findings);
  if (checks.every(({ code, ok }) => ok || !TELLS_OF_ACCESS.includes(code)))
    await noteGoodAccess(services, key);
  return { ok: checks.every((check) => check.ok), checks };
}

async function readSaved(services: Services, firmId: string, integrationId: string): Promise<Saved> {
  const row = await services.store.firm(firmId, (query) =>
    selectConnections(query)
      .select(['connections.id', 'connections.organisation', 'connections.scopes'])
      .select(['integrations.payment_account_id', 'integrations.status', 'integrations.problem'])
      .where('connections.firm_id', '=', firmId)
      .where('connections.integration_id', '=', integrationId)
      .where('connections.state', '=', 'active')
      .executeTakeFirst(),
  );
  if (!row)
    throw new PortalError(
      'not_saved',
      'There is no saved connection to test yet. Nothing was changed. Authorise Xero, choose Save, then test.',
    );
  const { id: connectionId, organisation, scopes, payment_account_id: paymentAccountId } = row;
  const mayBeBack = row.status === 'reconnect_needed' && mayComeBack(row.problem?.code);
  return { connectionId, mayBeBack, organisation, scopes, paymentAccountId };
}

async function findOut(
  services: Services,
  firmId: string,
  integrationId: string,
  saved: Saved,
  deadline: AbortSignal,
): Promise<Findings> {
  const tokens = accessTokens(services, firmId, saved.connectionId);
  let dayLeft: number | null = null;
  const onCall = ({ callsLeft }: CallRecord) => {
    dayLeft = callsLeft.day ?? dayLeft;
  };
  const signIn = await answer(inTime(deadline, tokens.current()));
  if ('error' in signIn) return { ...saved, ...notAsked(signIn), dayLeft };
  const opened = await answer(openXero(services, firmId, integrationId, { onCall }));
  if ('error' in opened) return { ...saved, ...notAsked(opened), dayLeft };
  const { xero, scopes } = opened.value;
  const [connections, books, accounts] = await Promise.all([
    answer(inTime(deadline, listConnections(services, tokens))),
    answer(inTime(deadline, xero.organisation(deadline))),
    answer(inTime(deadline, readAccounts(xero, saved, deadline))),
  ]);
  return { ...saved, scopes, signIn, connections, books, accounts, dayLeft };
}

/** No call is spent while no account is chosen. */
async function readAccounts(
  xero: XeroAccounting,
  { paymentAccountId }: Saved,
  deadline: AbortSignal,
): Promise<Account[]> {
  return paymentAccountId === null ? [] : (await xero.accounts(null, deadline)).records;
}

function notAsked(failure: { error: Failure }) {
  return { signIn: failure, connections: failure, books: failure, accounts: failure };
}

/** Only what Xero did becomes a line: a database or a key that fails here must not be told as Xero's failure. */
async function answer<Value>(question: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await question };
  } catch (error) {
    if (error instanceof XeroError || error instanceof PortalError || error instanceof DeadlinePassed)
      return { error };
    throw error;
  }
}
