import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';

/** The person behind a session token, or null. */
export async function findActor(_services: Services, _token: string): Promise<Actor | null> {
  return null;
}
