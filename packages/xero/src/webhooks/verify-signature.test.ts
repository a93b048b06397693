import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifySignature } from './verify-signature.ts';

const KEY = 'aGVsbG8gd2ViaG9va3M=';
/** The body of the intent to receive as Xero writes it, with its uneven spaces. */
const BODY = Buffer.from(
  '{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "LUWDSUDGSWNZVALZXBEV"}',
);
const sign = (body: Uint8Array, key: string | Buffer = KEY) =>
  createHmac('sha256', key).update(body).digest('base64');

describe('the signature of a webhook', () => {
  test('fits the raw bytes, with the key taken as text', () => {
    expect(verifySignature(BODY, sign(BODY), KEY)).toBe(true);
    expect(verifySignature(BODY, sign(BODY, Buffer.from(KEY, 'base64')), KEY)).toBe(false);
  });

  test('fits no other bytes, not even those of the same JSON written out again', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
    expect(verifySignature(again, sign(BODY), KEY)).toBe(false);
  });

  test('is refused with any one character changed, those with spare bits included', () => {
    const good = sign(BODY);
    for (let at = 0; at < good.length; at += 1)
      for (const other of ['/', 'A', '='])
        if (good[at] !== other)
          expect(verifySignature(BODY, good.slice(0, at) + other + good.slice(at + 1), KEY)).toBe(false);
  });

  test.each([undefined, null, '', 'x', 'é'.repeat(22), `${sign(BODY)} `, sign(BODY).slice(0, -1)])(
    'is refused as %j',
    (signature) => expect(verifySignature(BODY, signature, KEY)).toBe(false),
  );
});
