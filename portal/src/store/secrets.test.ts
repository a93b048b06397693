import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets } from './secrets.ts';

const OLD = 'the old key of at least 32 characters';
const NEW = 'the new key of at least 32 characters';
const PLACE = ['firm-1', 'connection-1'];
const secrets = createSecrets([NEW, OLD]);

test('what is sealed opens to the same text, and shows nothing of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (plain, context) => {
      const sealed = secrets.seal(plain, context);
      expect(secrets.open(sealed, context)).toBe(plain);
      if (plain.length > 3) expect(Buffer.from(sealed, 'base64').toString()).not.toContain(plain);
    }),
  );
});

test('the same text sealed twice looks different each time', () => {
  expect(secrets.seal('token', PLACE)).not.toBe(secrets.seal('token', PLACE));
});

test.each([
  [['firm-2', 'connection-1']],
  [['firm-1', 'connection-2']],
  [['connection-1', 'firm-1']],
  [['firm-1connection-1']],
  [[]],
])('check 4: a secret moved to %j does not open', (elsewhere) => {
  const sealed = secrets.seal('token', PLACE);
  expect(() => secrets.open(sealed, elsewhere)).toThrow(
    /cannot be opened: it was altered, or belongs to another/,
  );
});

test('check 4: a secret of which any one byte was altered, or that was cut short, does not open', () => {
  const sealed = secrets.seal('token', PLACE);
  const [version, id, body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => secrets.open([version, id, altered.toString('base64url')].join('.'), PLACE)).toThrow(
      /altered/,
    );
    const short = bytes.subarray(0, at).toString('base64url');
    expect(() => secrets.open([version, id, short].join('.'), PLACE)).toThrow(/cannot be opened/);
  }
});

test.each(['', 'token', 'v1', 'v1..', 'v2.00000000.AAAA', '..'])('the text "%s" is no secret', (text) => {
  expect(() => secrets.open(text, PLACE)).toThrow(/cannot be opened/);
});

test('check 4: a new first key seals from then on, and what the older one sealed still opens', () => {
  const before = createSecrets([OLD]).seal('token', PLACE);
  expect(secrets.open(before, PLACE)).toBe('token');
  const after = secrets.seal('token', PLACE);
  expect(createSecrets([NEW]).open(after, PLACE)).toBe('token');
  expect(() => createSecrets([OLD]).open(after, PLACE)).toThrow();
});

test('a secret whose key was taken away says which setting lacks it', () => {
  const sealed = createSecrets([OLD]).seal('token', PLACE);
  expect(() => createSecrets([NEW]).open(sealed, PLACE)).toThrow(/its key is not in ENCRYPTION_KEYS/);
});

test('without any key nothing is sealed', () => {
  expect(() => createSecrets([])).toThrow(/key is needed/);
});
