import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';

interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
}

/** Answers with the one RS256 key pair; the first caller waits for it to be made. */
export type SigningKey = () => Promise<KeyPair>;

let ofThisProcess: Promise<KeyPair> | undefined;

/**
 * The saved key, or the process's own, made on first use. Making one takes a tenth of a second, far longer
 * than starting a sandbox, so all sandboxes of a process without a saved key share it.
 */
export function signingKey(saved: JWK | undefined): SigningKey {
  let restored: Promise<KeyPair> | undefined;
  return () => {
    if (saved) {
      restored ??= restore(saved);
      return restored;
    }
    ofThisProcess ??= create();
    return ofThisProcess;
  };
}

async function create(): Promise<KeyPair> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return restore(await exportJWK(privateKey));
}

async function restore(jwk: JWK): Promise<KeyPair> {
  const { kty = 'RSA', n = '', e = '' } = jwk;
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const publicJwk: JWK = { kty, n, e, kid, alg: 'RS256', use: 'sig' };
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, 'RS256'), importJWK(publicJwk, 'RS256')]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error('The signing key is no RSA key.');
  return { privateKey, publicKey, publicJwk, privateJwk: jwk };
}
