import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the first set of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Verified in place of a missing hash, so that an unknown address costs the time of a known one. */
const nobodys = hash('the password of nobody', COST);

/** What the store keeps of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether the password fits; takes the same time, and is false, when there is no hash. Call it outside a transaction. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await nobodys), password);
  return fits && passwordHash !== null;
}
