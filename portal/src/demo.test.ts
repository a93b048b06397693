import { afterAll, describe, expect, test } from 'vitest';
import { createTestPortal } from '../testing/test-portal.ts';
import { BACKENDS } from '../testing/test-store.ts';
import { createDemo } from './demo.ts';
import { sessionAnswer } from './people/schemas.ts';

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
});
