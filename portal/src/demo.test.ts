import { afterAll, describe, expect, test } from 'vitest';
import { createTestPortal } from '../testing/test-portal.ts';
import { BACKENDS } from '../testing/test-store.ts';
import { readConfig } from './config.ts';
import { createDemo, isDemo } from './demo.ts';
import { retireDemoUsers } from './people/retire-demo-users.ts';
import { sessionAnswer } from './people/schemas.ts';

test.each<[is: boolean, settings: Record<string, string>]>([
  [true, {}],
  [true, { HOST: '127.0.0.1', PUBLIC_URL: 'http://[::1]:8080' }],
  [true, { HOST: '::1', PUBLIC_URL: 'http://127.0.0.1:3000' }],
  [false, { HOST: '0.0.0.0' }],
  [false, { HOST: '127.evil.example' }],
  [false, { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'secret' }],
])('it is %s that these settings are a demo’s: %o', (is, settings) => {
  expect(isDemo(readConfig(settings))).toBe(is);
});

test('a store on a server and an address in the network are no demo’s, whatever else is set', () => {
  const config = readConfig({});
  expect(isDemo({ ...config, databaseUrl: 'postgres://localhost/portal' })).toBe(false);
  for (const publicUrl of ['https://localhost', 'https://billing.example', 'http://192.168.1.5'])
    expect(isDemo({ ...config, publicUrl })).toBe(false);
});

describe.each(BACKENDS)('the demo on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  afterAll(() => portal.close());

  test('everybody in it can sign in, and the firm has a new integration', async () => {
    const signIns = await createDemo(portal.services);
    const firms = [];
    for (const { label, email, password } of signIns) {
      const answer = await portal.request('POST', '/api/session', { body: { email, password } });
      const { user } = sessionAnswer.parse(await answer.json());
      firms.push([label, user.staff, user.firms.map((firm) => [firm.name, firm.role])]);
    }
    expect(firms).toEqual([
      ['Staff', true, []],
      ['Owner', false, [['Demo IT Services', 'owner']]],
      ['Viewer', false, [['Demo IT Services', 'viewer']]],
    ]);
    const integrations = await portal.services.store.system((query) =>
      query.selectFrom('integrations').select(['platform', 'status']).execute(),
    );
    expect(integrations).toEqual([{ platform: 'xero', status: 'not_connected' }]);
  });

  test('a second start changes nothing', async () => {
    const count = () =>
      portal.services.store.system(async (query) => {
        const rows = [];
        for (const table of ['users', 'firms', 'memberships', 'integrations', 'audit_entries'] as const)
          rows.push((await query.selectFrom(table).selectAll().execute()).length);
        return rows;
      });
    const before = await count();
    await createDemo(portal.services);
    expect(await count()).toEqual(before);
  });

  test('its users can be taken out of use, once, and are back when it is a demo again', async () => {
    const { services } = portal;
    const signIns = await createDemo(services);
    const signIn = async () => {
      const statuses = [];
      for (const { email, password } of signIns)
        statuses.push((await portal.request('POST', '/api/session', { body: { email, password } })).status);
      return statuses;
    };
    const forgotten = { body: { email: 'staff@demo.example' } };
    expect((await portal.request('POST', '/api/password/forgotten', forgotten)).ok).toBe(true);
    expect(await retireDemoUsers(services)).toBe(3);
    expect(await retireDemoUsers(services)).toBe(0);
    expect(await signIn()).toEqual([401, 401, 401]);
    const left = await services.store.system(async (query) => ({
      sessions: await query.selectFrom('sessions').selectAll().execute(),
      resets: await query.selectFrom('password_resets').selectAll().execute(),
      audit: await query
        .selectFrom('audit_entries')
        .select(['actor_id', 'actor_name', 'details'])
        .where('action', '=', 'demo_user.retired')
        .orderBy('id')
        .execute(),
    }));
    expect(left).toMatchObject({ sessions: [], resets: [] });
    expect(left.audit.map(({ actor_id, actor_name }) => [actor_id, actor_name])).toEqual(
      signIns.map(() => [null, 'Ledgerport']),
    );
    await createDemo(services);
    expect(await signIn()).toEqual([200, 200, 200]);
  });
});
