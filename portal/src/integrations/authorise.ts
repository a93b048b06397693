import { READ_SCOPES } from '@ledgerport/xero';
import { recordAudit } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { openConversion } from '../conversions/authorised.ts';
import { PortalError } from '../errors.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import { hashToken } from '../people/token.ts';
import type { Services } from '../services.ts';
import type { IntegrationKey } from './states.ts';

/** Long enough to find a password and a second factor, short enough that a forgotten tab ends. */
const LIFE_MS = 10 * 60_000;
/** So long does a late return still learn that it is late, and not that it is unknown. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Where Xero sends the browser back to; registered with the Xero app. */
export function redirectUri(config: Config): string {
  return `${config.publicUrl}/xero/callback`;
}

/** What an authorization's verifier is sealed under. */
export function verifierContext(firmId: string, integrationId: string): string[] {
  return [firmId, integrationId, 'authorization'];
}

/**
 * Begins a sign-in at Xero. It can be finished once, within 10 minutes, by the session that began it.
 * @returns the address to send the browser to.
 * @throws PortalError `not_found`, `not_allowed`, `not_possible_now` (a CSV-fed firm without a conversion).
 */
export async function authorise(
  services: Services,
  actor: Actor,
  integrationId: string,
  sessionToken: string,
): Promise<{ url: string }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  await requireXero(services, { firmId, integrationId });
  const { url, state, codeVerifier } = await services.xero.oauth.start({
    redirectUri: redirectUri(services.config),
    scopes: READ_SCOPES,
  });
  const now = services.clock.now();
  await services.store.firm(firmId, async (query) => {
    await query
      .deleteFrom('authorizations')
      .where('firm_id', '=', firmId)
      .where('expires_at', '<', new Date(now.getTime() - REMEMBERED_MS))
      .execute();
    await query
      .insertInto('authorizations')
      .values({
        firm_id: firmId,
        state_hash: hashToken(state),
        integration_id: integrationId,
        session_hash: hashToken(sessionToken),
        code_verifier: services.secrets.seal(codeVerifier, verifierContext(firmId, integrationId)),
        authorised_by: actor.name,
        created_at: now,
        expires_at: new Date(now.getTime() + LIFE_MS),
      })
      .execute();
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'integration.authorisation_started',
      subject: integrationId,
    });
  });
  return { url };
}

/** A firm whose books come from files goes to Xero by a conversion, which staff begin. */
async function requireXero(services: Services, key: IntegrationKey): Promise<void> {
  const isForbidden = await services.store.firm(key.firmId, async (query) => {
    const row = await query
      .selectFrom('integrations')
      .select('platform')
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.integrationId)
      .executeTakeFirst();
    return row?.platform === 'csv' && !(await openConversion(query, key));
  });
  if (isForbidden)
    throw new PortalError(
      'not_possible_now',
      'This firm’s books come from uploaded files. Nothing was changed. Ask your provider to begin a conversion to Xero.',
    );
}
