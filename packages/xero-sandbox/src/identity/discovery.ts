import { originOf } from '../tls/hosts.ts';
import { offeredScopes } from './scopes.ts';
import { ISSUER } from './tokens.ts';

/**
 * The discovery document as a caller that asked at `url` needs it: Xero's issuer, and endpoints that answer. Xero's own
 * is known in part only; the rest is what the standard and Xero's kind of server have (OpenID Connect Discovery 1.0).
 */
export function discovery(url: URL): object {
  const login = originOf('login', url);
  const identity = originOf('identity', url);
  return {
    issuer: ISSUER,
    jwks_uri: `${identity}/.well-known/openid-configuration/jwks`,
    authorization_endpoint: `${login}/identity/connect/authorize`,
    token_endpoint: `${identity}/connect/token`,
    userinfo_endpoint: `${identity}/connect/userinfo`,
    end_session_endpoint: `${identity}/connect/endsession`,
    revocation_endpoint: `${identity}/connect/revocation`,
    scopes_supported: offeredScopes(),
    claims_supported: [
      'sub',
      'email',
      'given_name',
      'family_name',
      'preferred_username',
      'xero_userid',
      'global_session_id',
    ],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  };
}
