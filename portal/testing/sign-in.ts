import { randomUUID } from 'node:crypto';
import { addMembership } from '../src/people/add-membership.ts';
import { findOrAddUser } from '../src/people/find-or-add-user.ts';
import { hashPassword } from '../src/people/password.ts';
import type { Role } from '../src/people/schemas.ts';
import { startSession } from '../src/people/start-session.ts';
import type { Services } from '../src/services.ts';

/** Every test user's password, hashed once: the cost of the hash is meant for attackers, not for tests. */
const PASSWORD = 'a password for tests';
const passwordHash = hashPassword(PASSWORD);

/** A signed-in person of their own, staff or a member of one firm (viewer unless `role` says more); `cookie` is their session's. */
export async function addTestUser(
  services: Services,
  rights: { email?: string; staff?: boolean; firmId?: string; role?: Role } = {},
): Promise<{ userId: string; email: string; password: string; cookie: string }> {
  const { store, clock, config } = services;
  const { email = `${randomUUID()}@example.com`, staff = false, firmId, role = 'viewer' } = rights;
  const hash = await passwordHash;
  return await store.system(async (query) => {
    const person = { email, name: 'Test person', staff, passwordHash: hash };
    const userId = (await findOrAddUser(query, clock, person)).id;
    if (firmId) await addMembership(query, clock, { firmId, userId, role });
    const { token } = await startSession(query, clock, userId);
    const prefix = config.publicUrl.startsWith('https:') ? '__Host-' : '';
    return { userId, email, password: PASSWORD, cookie: `${prefix}ledgerport_session=${token}` };
  });
}
