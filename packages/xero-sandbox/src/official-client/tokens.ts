import type { Step } from './session.ts';

/** Renews the access in both ways that the SDK has, and reads with the new token. */
export const refresh: Step = async ({ client, assignment, tenantId }) => {
  const first = client.readTokenSet();
  const second = await client.refreshToken();
  const { clientId, clientSecret } = assignment;
  const third = await client.refreshWithRefreshToken(clientId, clientSecret, second.refresh_token);
  const { body } = await client.accountingApi.getOrganisations(tenantId);
  return {
    refreshTokens: new Set([first, second, third].map((tokens) => tokens.refresh_token)).size,
    expiresIn: third.expires_in,
    organisation: body.organisations?.[0]?.name,
  };
};

/** Ends all access, and says what becomes of the refresh token. */
export const revoke: Step = async ({ client, assignment }) => {
  const old = client.readTokenSet().refresh_token;
  await client.revokeToken();
  const left = client.readTokenSet().access_token ?? null;
  const { clientId, clientSecret } = assignment;
  const refused: unknown = await client
    .refreshWithRefreshToken(clientId, clientSecret, old)
    .catch((reason: unknown) => reason);
  return { left, status: field(field(refused, 'response'), 'status'), message: field(refused, 'message') };
};

/** Gets on without a person, as a custom connection does: an empty tenant id means its one organisation. */
export const clientCredentials: Step = async ({ client }) => {
  const tokens = await client.getClientCredentialsToken();
  const { body } = await client.accountingApi.getOrganisations('');
  return {
    refreshToken: tokens.refresh_token ?? null,
    scope: tokens.scope,
    organisation: body.organisations?.[0]?.name,
  };
};

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}
