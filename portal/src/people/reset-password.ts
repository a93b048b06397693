import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { hashPassword } from './password.ts';
import { setPassword } from './set-password.ts';
import { hashToken } from './token.ts';

/**
 * Sets a new password by a mailed link, once; all sessions end.
 * @throws PortalError `link_expired` for a link that is too old, was used, or never existed.
 */
export async function resetPassword(
  services: Services,
  input: { token: string; password: string },
): Promise<void> {
  const { store } = services;
  const tokenHash = hashToken(input.token);
  const now = services.clock.now();
  const findUserId = async (query: Query) => {
    const row = await query
      .selectFrom('password_resets')
      .select('user_id')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .forUpdate()
      .executeTakeFirst();
    if (!row)
      throw new PortalError(
        'link_expired',
        'This link is no longer valid; your password is unchanged. Ask for a new link at “Forgotten password”.',
      );
    return row.user_id;
  };
  // Asked before the costly hash as well, so that made-up links cost the server nothing.
  await store.system(findUserId);
  const passwordHash = await hashPassword(input.password);
  await store.system(async (query) => {
    const userId = await findUserId(query);
    await setPassword(services, query, {
      userId,
      passwordHash,
      action: 'password.reset',
      keepSession: null,
    });
  });
}
