import { ISSUER } from './tokens.ts';

/** The discovery document: Xero's issuer, and endpoints where the sandbox itself answers. */
export function discovery(origin: string): object {
  return {
    issuer: ISSUER,
    authorization_endpoint: `${origin}/identity/connect/authorize`,
    token_endpoint: `${origin}/connect/token`,
    revocation_endpoint: `${origin}/connect/revocation`,
    userinfo_endpoint: `${origin}/connect/userinfo`,
    jwks_uri: `${origin}/.well-known/openid-configuration/jwks`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  };
}
