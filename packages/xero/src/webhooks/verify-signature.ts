import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries the signature of a webhook. */
export const SIGNATURE_HEADER = 'x-xero-signature';

/**
 * Whether Xero signed these very bytes: base64 of their HMAC-SHA256, the key used as text although it looks like base64
 * (Xero: Configuring your webhooks server). Parsing the body and writing it out again gives other bytes. The texts are
 * compared, in constant time: decoded, a signature has spare bits that could be altered unnoticed.
 */
export function verifySignature(
  body: Uint8Array,
  signature: string | null | undefined,
  key: string,
): boolean {
  const expected = Buffer.from(createHmac('sha256', Buffer.from(key, 'utf8')).update(body).digest('base64'));
  const given = Buffer.from(signature ?? '', 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
