import type { Services } from '../services.ts';
import { hashToken } from './token.ts';

/** Ends one session; a token that is unknown or has ended is fine. */
export async function signOut(services: Services, token: string): Promise<void> {
  await services.store.system((query) =>
    query.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute(),
  );
}
