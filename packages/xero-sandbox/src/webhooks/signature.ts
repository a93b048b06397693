import { createHmac, randomInt } from 'node:crypto';

/**
 * The key of a subscription that names none. Xero's looks like base64 too and is used as it stands, as text: who
 * decodes it first gets other signatures.
 */
export const DEFAULT_KEY = Buffer.from(
  'The webhook key of every Xero sandbox: known to all, good for tests.',
).toString('base64');

/** The value of x-xero-signature: HMAC-SHA256 of the raw body with the key as UTF-8 text, in base64. */
export function sign(body: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'utf8')).update(body, 'utf8').digest('base64');
}

/** The same signature with one character changed into another, mostly a slash, as integrators reported. */
export function spoil(signature: string): string {
  // The last character before the padding has spare bits, which a receiver that decodes would not notice.
  const position = randomInt(signature.length - 2);
  const wrong = signature[position] === '/' ? '+' : '/';
  return signature.slice(0, position) + wrong + signature.slice(position + 1);
}
