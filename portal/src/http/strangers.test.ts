import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyRow } from '../../testing/every-row.ts';
import { readJson } from '../../testing/read-json.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';

/** A body that each changing route accepts, so that what refuses it is the right to do it and not its form. */
const BODIES: Record<string, unknown> = {
  'POST /api/firms': { name: 'New', timeZone: 'UTC', owner: { email: 'a@example.com', name: 'A' } },
  'POST /api/firms/{firmId}/invitations': { email: 'a@example.com', name: 'A', role: 'viewer' },
  'PATCH /api/firms/{firmId}/members/{userId}': { role: 'viewer' },
  'POST /api/firms/{firmId}/integrations': { platform: 'xero' },
  'PATCH /api/integrations/{id}': { paused: true },
  'POST /api/integrations/{id}/syncs': {},
  'POST /api/integrations/{id}/set-aside/retry': { entity: 'invoices', xeroId: 'x' },
  'PATCH /api/conversions/{id}/matches': {
    kind: 'customer',
    ownId: '00000000-0000-4000-8000-000000000000',
    decision: 'rejected',
  },
  'POST /api/conversions/{id}/decisions': { confidence: 'certain', decision: 'confirmed' },
};
/**
 * Open to everybody by design: signing in and out, the way back to a lost password, what a page must know first, and
 * webhooks, which prove by their signature who sends them.
 */
const OPEN = /^\w+ (\/api\/(info|sessions?|password\/\w+|invitations\/\w+)|\/webhooks\/xero)$/;

describe('every route of the API, taken from its own description', async () => {
  let portal: TestPortal;
  let stranger: string;
  let viewer: string;
  let ids: Record<string, string>;

  const described = await createTestPortal('pglite');
  const description = await readJson<{ paths: Record<string, Record<string, unknown>> }>(
    await described.request('GET', '/api/openapi.json'),
  );
  await described.close();
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const guarded = routes.filter((route) => !OPEN.test(route));
  const ofOneFirm = guarded.filter((route) => route.includes('{'));

  beforeAll(async () => {
    portal = await createTestPortal('pglite');
    const { services } = portal;
    const [firmId, otherFirmId] = [await addTestFirm(services), await addTestFirm(services)];
    const owner = await addTestUser(services, { firmId, role: 'owner' });
    stranger = (await addTestUser(services, { firmId: otherFirmId, role: 'owner' })).cookie;
    viewer = (await addTestUser(services, { firmId, role: 'viewer' })).cookie;
    const staff = (await addTestUser(services, { staff: true })).cookie;
    const created = await portal.request('POST', `/api/firms/${firmId}/integrations`, {
      cookie: staff,
      body: { platform: 'xero' },
    });
    const { id: integrationId } = await readJson<{ id: string }>(created);
    const now = services.clock.now();
    const [runId, customerId, invoiceId] = [randomUUID(), randomUUID(), randomUUID()];
    const conversionId = randomUUID();
    await services.store.firm(firmId, async (query) => {
      await query
        .insertInto('sync_runs')
        .values({
          firm_id: firmId,
          id: runId,
          integration_id: integrationId,
          trigger: 'manual',
          status: 'succeeded',
          is_full: false,
          queued_at: now,
          entities: '{}',
        })
        .execute();
      await query
        .insertInto('conversions')
        .values({
          firm_id: firmId,
          id: conversionId,
          integration_id: integrationId,
          state: 'begun',
          from_platform: 'xero',
          begun_by: 'A',
          begun_at: now,
        })
        .execute();
      await query
        .insertInto('customers')
        .values({
          firm_id: firmId,
          id: customerId,
          xero_contact_id: 'c',
          name: 'C',
          archived: false,
          xero_status: 'ACTIVE',
          content_hash: '',
          xero_updated_at: now,
        })
        .execute();
      await query
        .insertInto('invoices')
        .values({
          firm_id: firmId,
          id: invoiceId,
          xero_invoice_id: 'i',
          xero_contact_id: 'c',
          contact_name: 'C',
          status: 'AUTHORISED',
          currency: 'NZD',
          sub_total: '1',
          total_tax: '0',
          total: '1',
          amount_due: '1',
          amount_paid: '0',
          amount_credited: '0',
          lines: '[]',
          payments: '[]',
          credits: '[]',
          content_hash: '',
          xero_updated_at: now,
        })
        .execute();
    });
    ids = {
      firmId,
      userId: owner.userId,
      integrations: integrationId,
      syncs: runId,
      customers: customerId,
      invoices: invoiceId,
      conversions: conversionId,
      invitations: randomUUID(),
    };
  });
  afterAll(() => portal.close());

  /** Asks a route for the things of the one firm, as the person with this cookie. */
  const ask = (route: string, cookie: string | undefined) => {
    const [method = '', path = ''] = route.split(' ');
    const address = path
      .replace(/\/(\w+)\/\{id\}/, (_, thing: string) => `/${thing}/${ids[thing]}`)
      .replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? randomUUID());
    return portal.request(method, address, {
      ...(cookie && { cookie }),
      ...(BODIES[route] !== undefined && { body: BODIES[route] }),
    });
  };
  const everything = () => everyRow(portal.services, 'public');

  test('there are routes to look at', () => {
    expect(guarded.length).toBeGreaterThan(20);
    expect(ofOneFirm.length).toBeGreaterThan(15);
  });

  test.each(guarded)('check 8: %s is refused to somebody who has not signed in', async (route) => {
    expect((await ask(route, undefined)).status).toBe(401);
  });

  test.each(ofOneFirm)(
    'check 8: %s does not exist for the owner of another firm, and nothing is written',
    async (route) => {
      const before = await everything();
      const answer = await ask(route, stranger);
      // What only staff may do says so to everybody else, whatever firm it is about.
      expect(answer.status).toBe(route === 'POST /api/firms/{firmId}/integrations' ? 403 : 404);
      expect(await everything()).toEqual(before);
    },
  );

  test.each(ofOneFirm.filter((route) => !route.startsWith('GET')))(
    'check 8: %s is refused to a viewer of the firm, and nothing is written',
    async (route) => {
      const before = await everything();
      expect((await ask(route, viewer)).status).toBe(403);
      expect(await everything()).toEqual(before);
    },
  );

  test.each(guarded.filter((route) => !route.startsWith('GET')))(
    '%s is refused when it comes from another origin',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      const answer = await portal.request(method, path.replace(/\{\w+\}/g, randomUUID()), {
        cookie: stranger,
        headers: { origin: 'https://elsewhere.example' },
      });
      expect(answer.status).toBe(403);
      expect((await readJson<{ code: string }>(answer)).code).toBe('foreign_origin');
    },
  );
});
