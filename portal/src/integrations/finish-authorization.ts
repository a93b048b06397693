import { randomUUID } from 'node:crypto';
import { type Connection, createXeroAccounting, type TokenSet, XeroError } from '@ledgerport/xero';
import { recordAudit } from '../audit/record.ts';
import { noteAuthorised, openConversion } from '../conversions/authorised.ts';
import type { Services } from '../services.ts';
import type { StoredOrganisation } from '../store/tables.ts';
import { redirectUri } from './authorise.ts';
import { chooseConnection } from './choose-connection.ts';
import { endAccess } from './end-access.ts';
import { eraseConnection } from './erase-connection.ts';
import { isOrganisationInUse } from './grant-use.ts';
import { sealTokens } from './stored-tokens.ts';
import { type TakenAuthorization, takeAuthorization, type Visitor } from './take-authorization.ts';

type AuthorizationOutcome =
  | 'authorised'
  | 'denied'
  | 'state_unknown'
  | 'state_used'
  | 'state_expired'
  | 'foreign_session'
  | 'other_organisation'
  | 'no_organisation'
  | 'xero_unavailable'
  | 'failed';

export type FinishedAuthorization = {
  outcome: AuthorizationOutcome;
  firmId?: string;
  integrationId?: string;
};

type Taken = Extract<TakenAuthorization, { refused: null }>;

/**
 * Ends a sign-in with the browser's return from Xero: exchanges the code and keeps the organisation as the pending one.
 * An existing connection stays in force whatever comes of it. Never throws: what went wrong is the outcome, and logged.
 * @param callbackUrl the address that the browser came back to, with its query
 */
export async function finishAuthorization(
  services: Services,
  callbackUrl: string,
  visitor: Visitor,
): Promise<FinishedAuthorization> {
  try {
    const state = new URL(callbackUrl, services.config.publicUrl).searchParams.get('state') ?? '';
    const taken = await takeAuthorization(services, state, visitor);
    if (taken.refused !== null) {
      const { refused: outcome, ...integration } = taken;
      return { outcome, ...integration };
    }
    const { firmId, integrationId } = taken;
    const outcome = await exchange(services, callbackUrl, state, taken, visitor).catch((error: unknown) => {
      services.log.warn({ err: error, firmId, integrationId }, 'a sign-in at Xero could not be finished');
      return outcomeOf(error);
    });
    return { outcome, firmId, integrationId };
  } catch (error) {
    services.log.error({ err: error }, 'a return from Xero could not be handled');
    return { outcome: 'failed' };
  }
}

function outcomeOf(error: unknown): AuthorizationOutcome {
  if (!(error instanceof XeroError)) return 'failed';
  if (error.kind === 'denied') return 'denied';
  return error.canPass ? 'xero_unavailable' : 'failed';
}

async function exchange(
  services: Services,
  callbackUrl: string,
  state: string,
  taken: Taken,
  visitor: Visitor,
): Promise<AuthorizationOutcome> {
  const tokens = await services.xero.oauth.finish({
    callbackUrl,
    redirectUri: redirectUri(services.config),
    expectedState: state,
    codeVerifier: taken.codeVerifier,
  });
  const { pinnedTenantId, isConverting, firmTimeZone } = await readIntegrationFacts(services, taken);
  const chosen = await chooseConnection(services.xero.oauth, tokens, isConverting ? null : pinnedTenantId);
  if (!chosen) return 'no_organisation';
  const { connection } = chosen;
  if (pinnedTenantId !== null && pinnedTenantId !== connection.tenantId && !isConverting) {
    if (chosen.isOfThisSignIn) await leaveOrganisation(services, tokens, connection);
    return 'other_organisation';
  }
  try {
    const organisation = await readOrganisation(services, tokens, connection.tenantId, firmTimeZone);
    await storePending(services, taken, visitor, { tokens, connection, organisation, pinnedTenantId });
  } catch (error) {
    // Nobody here would know of the connection that this sign-in has just made at Xero.
    if (chosen.isOfThisSignIn) await leaveOrganisation(services, tokens, connection);
    throw error;
  }
  return 'authorised';
}

async function readIntegrationFacts(services: Services, { firmId, integrationId }: Taken) {
  return await services.store.firm(firmId, async (query) => {
    const row = await query
      .selectFrom('integrations')
      .innerJoin('firms', 'firms.id', 'integrations.firm_id')
      .select(['integrations.organisation', 'firms.time_zone'])
      .where('integrations.firm_id', '=', firmId)
      .where('integrations.id', '=', integrationId)
      .executeTakeFirstOrThrow();
    return {
      pinnedTenantId: row.organisation?.tenantId ?? null,
      isConverting: (await openConversion(query, { firmId, integrationId })) !== null,
      firmTimeZone: row.time_zone,
    };
  });
}

/** Takes back what this sign-in connected in vain; the person's other connections stay, so the grant does. Never throws. */
async function leaveOrganisation(
  services: Services,
  tokens: TokenSet,
  { id, tenantId }: Connection,
): Promise<void> {
  try {
    if (await isOrganisationInUse(services, tenantId)) return;
    await services.xero.oauth.disconnect(tokens.accessToken, id);
  } catch (error) {
    services.log.warn(
      { err: error, tenantId },
      'an organisation that was not taken could not be disconnected at Xero',
    );
  }
}

async function readOrganisation(
  services: Services,
  tokens: TokenSet,
  tenantId: string,
  firmTimeZone: string,
): Promise<StoredOrganisation> {
  const xero = createXeroAccounting({
    addresses: services.xero.addresses,
    limiter: services.xero.limiter,
    clock: services.clock,
    tenantId,
    tokens: {
      current: async () => tokens.accessToken,
      renewed: async () => {
        throw new XeroError('unauthorized', 'Xero does not accept the token that it has just given.');
      },
    },
    onCall: (call) => services.log.info({ tenantId, ...call }, 'a call to Xero'),
  });
  const { timeZone, timeZoneKnown, ...read } = await xero.organisation();
  const { name, baseCurrency, isDemoCompany, status, class: plan } = read;
  // A zone that Xero names in words unknown here is most likely the firm's own.
  return {
    tenantId,
    name,
    baseCurrency,
    timeZone: timeZoneKnown ? timeZone : firmTimeZone,
    isDemoCompany,
    status,
    class: plan,
  };
}

/** Keeps the found organisation as the pending one, and ends the access to another that was pending until now. */
async function storePending(
  services: Services,
  { firmId, integrationId, authorisedBy }: Taken,
  visitor: Visitor,
  found: {
    tokens: TokenSet;
    connection: Connection;
    organisation: StoredOrganisation;
    pinnedTenantId: string | null;
  },
): Promise<void> {
  const id = randomUUID();
  const { tokens, connection, organisation, pinnedTenantId } = found;
  const replaced = await services.store.firm(firmId, async (query) => {
    const erased = await eraseConnection(services, query, { firmId, integrationId }, 'pending');
    await query
      .insertInto('connections')
      .values({
        firm_id: firmId,
        id,
        integration_id: integrationId,
        state: 'pending',
        organisation: JSON.stringify(organisation),
        xero_connection_id: connection.id,
        tokens: sealTokens(services.secrets, { firmId, connectionId: id }, tokens),
        tokens_expire_at: tokens.expiresAt,
        scopes: tokens.scopes,
        authorised_by: authorisedBy,
        authorised_at: services.clock.now(),
      })
      .execute();
    await noteAuthorised(query, { firmId, integrationId }, organisation, pinnedTenantId);
    await recordAudit(query, services.clock, {
      firmId,
      actor: visitor.actor,
      action: 'integration.authorised',
      subject: integrationId,
      details: { organisation: organisation.name, tenantId: organisation.tenantId },
    });
    return erased;
  });
  if (replaced && replaced.tenantId !== connection.tenantId) await endAccess(services, replaced);
}
