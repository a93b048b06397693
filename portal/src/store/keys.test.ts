import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyOfDataDir } from './keys.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ledgerport-key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('a folder gets a key of its own once, for this user’s eyes only', () => {
  const key = keyOfDataDir(join(dataDir, 'one'));
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(keyOfDataDir(join(dataDir, 'one'))).toBe(key);
  expect(keyOfDataDir(join(dataDir, 'two'))).not.toBe(key);
  expect(readdirSync(join(dataDir, 'one'))).toEqual(['encryption-key']);
  expect(statSync(join(dataDir, 'one', 'encryption-key')).mode & 0o777).toBe(0o600);
});

test.each(['', 'short\n', 'x'.repeat(50)])('a damaged key file is neither used nor replaced', (text) => {
  const file = join(dataDir, 'encryption-key');
  writeFileSync(file, text);
  expect(() => keyOfDataDir(dataDir)).toThrow(/^[^\n]*encryption-key does not hold the key[^\n]*$/);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
