import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY = /^[\w-]{43}$/;

/**
 * The embedded store's own encryption key, made on first use and readable by this user only.
 * @throws Error with one line when the file holds no key: a new one could not open what is stored.
 */
export function keyOfDataDir(dataDir: string): string {
  const file = join(dataDir, 'encryption-key');
  if (existsSync(file)) {
    const key = readFileSync(file, 'utf8').trim();
    if (KEY.test(key)) return key;
    throw new Error(`${file} does not hold the key that was made for this store. Put its backup back.`);
  }
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32).toString('base64url');
  // Written beside and moved, so that a crash leaves no half of a key.
  writeFileSync(`${file}.new`, `${key}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}
