import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';

describe.each(BACKENDS)('who may do what with an integration on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 1, invoices: 0 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
    firm = await addConnectedFirm(portal, sandbox, 'Books');
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const routes = () => {
    const one = `/api/integrations/${firm.integrationId}`;
    return [
      ['GET', `/api/firms/${firm.firmId}/integrations`, undefined],
      ['GET', one, undefined],
      ['GET', `${one}/payment-accounts`, undefined],
      ['PATCH', one, { paused: true }],
      ['POST', `${one}/authorization`, undefined],
      ['POST', `${one}/test`, undefined],
      ['DELETE', `${one}/pending`, undefined],
      ['DELETE', `${one}/connection`, undefined],
    ] as const;
  };

  test('another firm’s people find nothing, whatever they ask for', async () => {
    const stranger = await addTestUser(portal.services, {
      firmId: await addTestFirm(portal.services),
      role: 'owner',
    });
    for (const [method, path, body] of routes()) {
      const answer = await portal.request(method, path, { cookie: stranger.cookie, body });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
  });

  test('nobody gets anything without signing in', async () => {
    for (const [method, path, body] of routes())
      expect((await portal.request(method, path, { body })).status).toBe(401);
  });

  test('a viewer reads and changes nothing', async () => {
    const viewer = await addTestUser(portal.services, { firmId: firm.firmId, role: 'viewer' });
    for (const [method, path, body] of routes()) {
      const answer = await portal.request(method, path, { cookie: viewer.cookie, body });
      expect([method, path, answer.status]).toEqual([method, path, method === 'GET' ? 200 : 403]);
    }
  });

  test('an integration is created by staff alone, and once', async () => {
    const create = async (cookie: string, firmId: string) =>
      await portal.request('POST', `/api/firms/${firmId}/integrations`, {
        cookie,
        body: { platform: 'xero' },
      });
    expect((await create(firm.owner.cookie, firm.firmId)).status).toBe(403);
    const again = await create(firm.staff.cookie, firm.firmId);
    expect(await again.json()).toMatchObject({ status: 409, code: 'already_exists' });
    expect((await create(firm.staff.cookie, firm.integrationId)).status).toBe(404);
  });

  test('the log of a call to Xero holds no token', async () => {
    const lines: unknown[] = [];
    const { services } = portal;
    const { openXero } = await import('./open-xero.ts');
    const log = Object.assign(Object.create(services.log), { info: (line: unknown) => lines.push(line) });
    const { xero } = await openXero({ ...services, log }, firm.firmId, firm.integrationId);
    await xero.organisation();
    expect(lines).toEqual([
      expect.objectContaining({ method: 'GET', resource: 'Organisation', status: 200 }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/eyJ|Bearer/);
  });
});
