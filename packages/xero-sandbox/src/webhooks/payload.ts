import { randomInt } from 'node:crypto';
import type { WebhookEvent } from './event.ts';

/**
 * The raw body of a call. Its uneven spaces are Xero's own, as integrators reported of empty and of full calls: who
 * parses it and writes it out again signs other bytes.
 */
export function writePayload(events: readonly WebhookEvent[], first: number, last: number): string {
  const numbers = `"firstEventSequence": ${first},"lastEventSequence": ${last}`;
  return `{"events":${JSON.stringify(events)},${numbers}, "entropy": "${entropy()}"}`;
}

function entropy(): string {
  return Array.from({ length: 20 }, () => String.fromCharCode(65 + randomInt(26))).join('');
}
