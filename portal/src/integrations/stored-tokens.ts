import type { TokenSet } from '@ledgerport/xero';
import type { Secrets } from '../store/secrets.ts';

/** Which connection the tokens belong to; they open nowhere else. */
export type ConnectionKey = { firmId: string; connectionId: string };

/** Encrypts a grant's tokens for the store, bound to their firm and connection. */
export function sealTokens(
  secrets: Secrets,
  { firmId, connectionId }: ConnectionKey,
  tokens: TokenSet,
): string {
  return secrets.seal(JSON.stringify(tokens), [firmId, connectionId]);
}

/** Decrypts them. @throws Error when they were altered, moved to another connection, or no key fits. */
export function openTokens(
  secrets: Secrets,
  { firmId, connectionId }: ConnectionKey,
  sealed: string,
): TokenSet {
  const tokens: Omit<TokenSet, 'expiresAt'> & { expiresAt: string } = JSON.parse(
    secrets.open(sealed, [firmId, connectionId]),
  );
  return { ...tokens, expiresAt: new Date(tokens.expiresAt) };
}
