import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { mailsTo } from '../../testing/mailbox.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Services } from '../services.ts';
import { accessLost } from './access-lost.ts';
import { describeAccess } from './access-problems.ts';
import { openXero } from './open-xero.ts';

const CODE = 'disconnected_in_xero';
const PROBLEM = describeAccess(CODE, { organisation: 'Books' });

const connectionOf = async (services: Services, firm: { firmId: string; integrationId: string }) => {
  const { firmId, integrationId } = firm;
  return { firmId, integrationId, ...(await openXero(services, firmId, integrationId)) };
};

describe.each(BACKENDS)('the end of access on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 1, invoices: 0 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  test('is told once to the owner, the admins and the provider, and to nobody else', async () => {
    const { services } = portal;
    const {
      firmId,
      integrationId,
      owner,
      staff: provider,
    } = await addConnectedFirm(portal, sandbox, 'Books');
    const admin = await addTestUser(services, { firmId, role: 'admin' });
    const viewer = await addTestUser(services, { firmId, role: 'viewer' });
    const otherStaff = await addTestUser(services, { staff: true });
    await services.store.system((query) =>
      query
        .updateTable('firms')
        .set({ provider_user_id: provider.userId })
        .where('id', '=', firmId)
        .execute(),
    );
    const at = new Date('2026-03-01T20:00:00Z');
    await services.store.firm(firmId, (query) =>
      query.updateTable('integrations').set({ last_successful_sync_at: at }).execute(),
    );

    const connection = await connectionOf(services, { firmId, integrationId });
    await Promise.all([1, 2, 3].map(() => accessLost(services, connection, CODE)));

    for (const { email } of [owner, admin, provider]) expect(await mailsTo(services, email)).toHaveLength(1);
    for (const { email } of [viewer, otherStaff]) expect(await mailsTo(services, email)).toEqual([]);
    const [mail] = await mailsTo(services, owner.email);
    expect(mail?.subject).toBe('Connect Books to Xero again');
    expect(mail?.body).toContain('2 March 2026');
    expect(mail?.body).toContain(PROBLEM.action);
    const answer = await portal.request('GET', `/api/integrations/${integrationId}`, {
      cookie: owner.cookie,
    });
    expect(await answer.json()).toMatchObject({
      status: 'reconnect_needed',
      problem: PROBLEM,
      nextSyncAt: null,
      organisation: { name: 'Books' },
    });
  });

  test('of a connection that was replaced meanwhile leaves the new one in force', async () => {
    const firm = await addConnectedFirm(portal, sandbox, 'Books');
    const refused = await connectionOf(portal.services, firm);
    await firm.connect();
    expect(await accessLost(portal.services, refused, CODE)).toBe(false);
    const answer = await portal.request('GET', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
    });
    expect(await answer.json()).toMatchObject({ status: 'connected', problem: null });
    expect(await mailsTo(portal.services, firm.owner.email)).toEqual([]);
  });

  test('means nothing to an integration that was disconnected on purpose', async () => {
    const { firmId, integrationId, owner } = await addConnectedFirm(portal, sandbox, 'Books');
    const connection = await connectionOf(portal.services, { firmId, integrationId });
    await portal.request('DELETE', `/api/integrations/${integrationId}/connection`, { cookie: owner.cookie });
    await accessLost(portal.services, connection, CODE);
    const answer = await portal.request('GET', `/api/integrations/${integrationId}`, {
      cookie: owner.cookie,
    });
    expect(await answer.json()).toMatchObject({ status: 'disconnected', problem: null });
    expect(await mailsTo(portal.services, owner.email)).toEqual([]);
  });
});
