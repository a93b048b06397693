import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { listOf } from '../shapes.ts';
import { member, type Role } from './schemas.ts';

describe.each(BACKENDS)('a firm’s people on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, request } = portal;
  const staff = await addTestUser(services, { staff: true });
  afterAll(() => portal.close());

  const firmWith = async <Name extends string>(roles: Record<Name, Role>) => {
    const firmId = await addTestFirm(services);
    const people = {} as Record<Name, Awaited<ReturnType<typeof addTestUser>>>;
    for (const name in roles) people[name] = await addTestUser(services, { firmId, role: roles[name] });
    return { firmId, ...people };
  };
  const changeRole = async (firmId: string, userId: string, role: Role, cookie: string) =>
    (await request('PATCH', `/api/firms/${firmId}/members/${userId}`, { body: { role }, cookie })).status;
  const remove = async (firmId: string, userId: string, cookie: string) =>
    (await request('DELETE', `/api/firms/${firmId}/members/${userId}`, { cookie })).status;
  const invite = async (firmId: string, role: Role, cookie: string, email = `${randomUUID()}@example.com`) =>
    (await request('POST', `/api/firms/${firmId}/invitations`, { body: { email, name: 'Bo', role }, cookie }))
      .status;
  const rolesOf = async (firmId: string) => {
    const answer = await request('GET', `/api/firms/${firmId}/members`, { cookie: staff.cookie });
    return listOf(member)
      .parse(await answer.json())
      .items.map(({ role }) => role)
      .sort();
  };

  test('an admin makes admins and viewers, and removes them', async () => {
    const { firmId, admin, viewer } = await firmWith({ owner: 'owner', admin: 'admin', viewer: 'viewer' });
    expect(await changeRole(firmId, viewer.userId, 'admin', admin.cookie)).toBe(200);
    expect(await rolesOf(firmId)).toEqual(['admin', 'admin', 'owner']);
    expect(await remove(firmId, viewer.userId, admin.cookie)).toBe(204);
    expect(await rolesOf(firmId)).toEqual(['admin', 'owner']);
  });

  test('nobody but an owner makes, changes or removes an owner', async () => {
    const { firmId, owner, admin } = await firmWith({ owner: 'owner', second: 'owner', admin: 'admin' });
    for (const { cookie } of [admin, staff]) {
      expect(await changeRole(firmId, admin.userId, 'owner', cookie)).toBe(403);
      expect(await changeRole(firmId, owner.userId, 'viewer', cookie)).toBe(403);
      expect(await remove(firmId, owner.userId, cookie)).toBe(403);
      expect(await invite(firmId, 'owner', cookie)).toBe(403);
    }
    expect(await rolesOf(firmId)).toEqual(['admin', 'owner', 'owner']);
    expect(await invite(firmId, 'owner', owner.cookie)).toBe(201);
    expect(await changeRole(firmId, admin.userId, 'owner', owner.cookie)).toBe(200);
  });

  test('an invitation as owner is neither replaced nor withdrawn by an admin', async () => {
    const { firmId, owner, admin } = await firmWith({ owner: 'owner', admin: 'admin' });
    const email = `${randomUUID()}@example.com`;
    await invite(firmId, 'owner', owner.cookie, email);
    expect(await invite(firmId, 'viewer', admin.cookie, email)).toBe(403);
    const { id } = await services.store.system((query) =>
      query.selectFrom('invitations').select('id').where('email', '=', email).executeTakeFirstOrThrow(),
    );
    const answer = await request('DELETE', `/api/firms/${firmId}/invitations/${id}`, {
      cookie: admin.cookie,
    });
    expect(answer.status).toBe(403);
    expect(await rolesOf(firmId)).toEqual(['admin', 'owner', 'owner']);
  });

  test('staff invite an owner for a firm that has none, such as one whose invitation ran out', async () => {
    const { firmId } = await firmWith({ admin: 'admin' });
    expect(await invite(firmId, 'owner', staff.cookie)).toBe(201);
  });

  test('the last owner can neither leave nor be made less', async () => {
    const { firmId, owner, admin } = await firmWith({ owner: 'owner', admin: 'admin' });
    expect(await changeRole(firmId, owner.userId, 'admin', owner.cookie)).toBe(403);
    expect(await remove(firmId, owner.userId, owner.cookie)).toBe(403);
    expect(await changeRole(firmId, owner.userId, 'owner', owner.cookie)).toBe(200);
    expect(await changeRole(firmId, admin.userId, 'owner', owner.cookie)).toBe(200);
    expect(await remove(firmId, owner.userId, owner.cookie)).toBe(204);
    expect(await rolesOf(firmId)).toEqual(['owner']);
  });

  test('two owners who make each other less at the same time leave one owner', async () => {
    const { firmId, one, two } = await firmWith({ one: 'owner', two: 'owner' });
    const statuses = await Promise.all([
      changeRole(firmId, two.userId, 'viewer', one.cookie),
      changeRole(firmId, one.userId, 'viewer', two.cookie),
    ]);
    expect(statuses.sort()).toEqual([200, 403]);
    expect(await rolesOf(firmId)).toEqual(['owner', 'viewer']);
  });

  test('a removed member keeps the account, the session and other firms', async () => {
    const { firmId, owner, viewer } = await firmWith({ owner: 'owner', viewer: 'viewer' });
    await remove(firmId, viewer.userId, owner.cookie);
    const session = await request('GET', '/api/session', { cookie: viewer.cookie });
    expect(await session.json()).toMatchObject({ user: { firms: [] } });
    expect((await request('GET', `/api/firms/${firmId}/members`, { cookie: viewer.cookie })).status).toBe(
      404,
    );
  });

  test('a change and its audit row come together', async () => {
    const { firmId, owner, viewer } = await firmWith({ owner: 'owner', viewer: 'viewer' });
    await changeRole(firmId, viewer.userId, 'admin', owner.cookie);
    await changeRole(firmId, owner.userId, 'viewer', owner.cookie);
    await remove(firmId, viewer.userId, owner.cookie);
    const entries = await services.store.system((query) =>
      query.selectFrom('audit_entries').selectAll().where('firm_id', '=', firmId).orderBy('id').execute(),
    );
    expect(entries).toMatchObject([
      {
        action: 'member.role_changed',
        actor_id: owner.userId,
        details: { before: 'viewer', after: 'admin' },
      },
      { action: 'member.removed', actor_id: owner.userId, subject: viewer.userId },
    ]);
  });

  test('people and firms that do not exist are not found', async () => {
    const { firmId, owner } = await firmWith({ owner: 'owner' });
    expect(await changeRole(firmId, randomUUID(), 'viewer', owner.cookie)).toBe(404);
    expect(await remove(firmId, randomUUID(), owner.cookie)).toBe(404);
    expect(await invite(randomUUID(), 'viewer', staff.cookie)).toBe(404);
    expect(
      (await request('GET', `/api/firms/${randomUUID()}/members`, { cookie: staff.cookie })).status,
    ).toBe(404);
  });

  const { firmId, viewer, owner } = await firmWith({ owner: 'owner', viewer: 'viewer' });
  const stranger = await addTestUser(services, { firmId: await addTestFirm(services), role: 'owner' });
  const CHANGES: [method: string, path: string, body?: object][] = [
    ['POST', `/api/firms/${firmId}/invitations`, { email: 'bo@example.com', name: 'Bo', role: 'viewer' }],
    ['DELETE', `/api/firms/${firmId}/invitations/${randomUUID()}`],
    ['PATCH', `/api/firms/${firmId}/members/${viewer.userId}`, { role: 'owner' }],
    ['DELETE', `/api/firms/${firmId}/members/${owner.userId}`],
  ];

  test.each(CHANGES)(
    '%s %s is refused to a viewer, unknown to a stranger and closed to others',
    async (...change) => {
      const [method, path, body] = change;
      const status = async (cookie?: string) =>
        (await request(method, path, { ...(body && { body }), ...(cookie && { cookie }) })).status;
      expect([await status(viewer.cookie), await status(stranger.cookie), await status()]).toEqual([
        403, 404, 401,
      ]);
      expect(await rolesOf(firmId)).toEqual(['owner', 'viewer']);
    },
  );

  test.each(['', '/members'])('a viewer reads /api/firms/{firmId}%s, a stranger does not', async (path) => {
    const status = async (cookie: string) =>
      (await request('GET', `/api/firms/${firmId}${path}`, { cookie })).status;
    expect([await status(viewer.cookie), await status(stranger.cookie)]).toEqual([200, 404]);
  });
});
