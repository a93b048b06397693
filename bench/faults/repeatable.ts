import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Random } from './random.ts';

/**
 * Makes this whole process take its ids and its jitter from `random`, so that a seed gives the same run again: ids
 * order rows of one time, and place an integration in the hour. Tokens and keys stay truly random: nothing goes by them.
 */
export function makeRepeatable(random: Random): void {
  const randomUUID = () => uuid(random);
  Object.assign(crypto, { randomUUID });
  syncBuiltinESMExports();
  Object.assign(globalThis.crypto, { randomUUID });
  Math.random = random.fraction;
}

function uuid(random: Random): `${string}-${string}-${string}-${string}-${string}` {
  const digits = (count: number) =>
    Array.from({ length: count }, () => random.below(16).toString(16)).join('');
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${random.pick(['8', '9', 'a', 'b'])}${digits(3)}-${digits(12)}`;
}
