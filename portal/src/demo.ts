import type { Config } from './config.ts';
import { createFirm } from './firms/create.ts';
import type { DemoInfo } from './http/info.ts';
import { createIntegration } from './integrations/create.ts';
import { isLoopback, isLoopbackHttp } from './loopback.ts';
import type { Actor } from './people/actor.ts';
import { addMembership } from './people/add-membership.ts';
import { DEMO_ADDRESSES } from './people/demo-addresses.ts';
import { findOrAddUser } from './people/find-or-add-user.ts';
import { hashPassword } from './people/password.ts';
import type { Services } from './services.ts';

/** A sign-in to print and to offer on the sign-in page. */
export type DemoSignIn = NonNullable<DemoInfo>['signIns'][number];

const STAFF = { label: 'Staff', email: DEMO_ADDRESSES.staff, password: 'demo-staff-password' };
const OWNER = { label: 'Owner', email: DEMO_ADDRESSES.owner, password: 'demo-owner-password' };
const VIEWER = { label: 'Viewer', email: DEMO_ADDRESSES.viewer, password: 'demo-viewer-password' };
const FIRM = { name: 'Demo IT Services', timeZone: 'Pacific/Auckland' };

/** Whether these settings are a demo's: no Xero app, the embedded store, and nobody beyond this machine can reach it. */
export function isDemo(config: Config): boolean {
  const isHere = isLoopback(config.host) && isLoopbackHttp(config.publicUrl);
  return !config.xero.app && !config.databaseUrl && isHere;
}

/**
 * Creates a firm to try things on, its people and its new integration, each unless it is there already. Only where
 * `isDemo` says so: the passwords are no secret. @returns the sign-ins to show
 */
export async function createDemo(services: Services): Promise<DemoSignIn[]> {
  const staff = await ensurePerson(services, STAFF, 'Sam Staff', true);
  const owner = await ensurePerson(services, OWNER, 'Olive Owner', false);
  const viewer = await ensurePerson(services, VIEWER, 'Vic Viewer', false);
  const firmId =
    (await firmOf(services, owner.userId)) ?? (await createDemoFirm(services, staff, owner, viewer));
  const integration = await services.store.firm(firmId, (query) =>
    query.selectFrom('integrations').select('id').where('firm_id', '=', firmId).executeTakeFirst(),
  );
  if (!integration) await createIntegration(services, staff, firmId, { platform: 'xero' });
  return [STAFF, OWNER, VIEWER];
}

async function ensurePerson(
  services: Services,
  signIn: DemoSignIn,
  name: string,
  staff: boolean,
): Promise<Actor> {
  const { email, password } = signIn;
  const passwordHash = await hashPassword(password);
  const user = await services.store.system((query) =>
    findOrAddUser(query, services.clock, { email, name, staff, passwordHash }),
  );
  return { userId: user.id, name, email, staff, roles: new Map() };
}

async function firmOf(services: Services, userId: string): Promise<string | undefined> {
  const row = await services.store.system((query) =>
    query.selectFrom('memberships').select('firm_id').where('user_id', '=', userId).executeTakeFirst(),
  );
  return row?.firm_id;
}

async function createDemoFirm(
  services: Services,
  staff: Actor,
  owner: Actor,
  viewer: Actor,
): Promise<string> {
  const { id } = await createFirm(services, staff, {
    ...FIRM,
    owner: { email: owner.email, name: owner.name },
  });
  await services.store.system((query) =>
    addMembership(query, services.clock, { firmId: id, userId: viewer.userId, role: 'viewer' }),
  );
  return id;
}
