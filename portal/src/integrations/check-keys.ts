import { sql } from 'kysely';
import type { Services } from '../services.ts';

/**
 * Makes sure at start that the stored tokens can be opened, rather than at the first sync.
 * @throws Error with one line that names `ENCRYPTION_KEYS`.
 */
export async function checkKeys(services: Services): Promise<void> {
  // One connection stands for all that its key sealed: the text begins with the version and the key's id.
  const { rows } = await services.store.system((query) =>
    sql<{ tokens: string }>`select distinct on (split_part(tokens, '.', 2)) tokens from connections`.execute(
      query,
    ),
  );
  if (rows.every(({ tokens }) => services.secrets.holdsKeyOf(tokens))) return;
  throw new Error(
    'ENCRYPTION_KEYS lacks a key that stored connections to Xero were encrypted with. Add the earlier key behind the new one.',
  );
}
