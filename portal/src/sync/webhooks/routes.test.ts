import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from 'xero-sandbox';
import { listen } from '../../../testing/listen.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { deliver, signatureOf, WEBHOOK_KEY, webhookBody } from '../../../testing/webhooks.ts';

const ALTERED = [
  ['altered by one letter', (body: string) => body.replace('UPDATE', 'UPDATA')],
  ['written out again from its JSON', (body: string) => JSON.stringify(JSON.parse(body))],
  ['with a blank more', (body: string) => `${body} `],
] as const;

describe.each(BACKENDS)('webhooks that arrive on %s', (kind) => {
  let portal: TestPortal;
  let server: Awaited<ReturnType<typeof listen>>;
  let firms: { firmId: string; integrationId: string; tenantId: string }[];

  beforeAll(async () => {
    portal = await createTestPortal(kind, { environment: { XERO_WEBHOOK_KEY: WEBHOOK_KEY } });
    server = await listen(portal);
    firms = [await addIntegration(), await addIntegration()];
  });
  afterAll(async () => {
    server.close();
    await portal.close();
  });

  const addIntegration = async (tenantId: string = randomUUID()) => {
    const firmId = await addTestFirm(portal.services);
    const integrationId = randomUUID();
    const organisation = { tenantId, name: 'Books', baseCurrency: 'NZD', timeZone: 'UTC' };
    await portal.services.store.firm(firmId, (query) =>
      query
        .insertInto('integrations')
        .values({
          firm_id: firmId,
          id: integrationId,
          platform: 'xero',
          status: 'connected',
          organisation: JSON.stringify(organisation),
          created_at: portal.clock.now(),
        })
        .execute(),
    );
    return { firmId, integrationId, tenantId };
  };
  const stored = () =>
    portal.services.store.system((query) => query.selectFrom('webhook_events').selectAll().execute());
  const numbers = () =>
    portal.services.store.system((query) =>
      query.selectFrom('webhook_sequence').selectAll().executeTakeFirstOrThrow(),
    );
  const eventOf = (firm: { tenantId: string } | undefined, eventCategory = 'INVOICE') => ({
    tenantId: firm?.tenantId ?? '',
    resourceId: randomUUID() as string,
    eventCategory,
  });
  let sequence = 1;
  const bodyOf = (events: Parameters<typeof webhookBody>[0]) => {
    const body = webhookBody(events, sequence);
    sequence += events.length;
    return body;
  };

  test('check 14: the intent to receive is answered as Xero wants it, good and bad signatures', async () => {
    const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 1, invoices: 1 }] });
    const answer = await sandbox.webhooks.subscribe({ url: `${server.url}/webhooks/xero`, key: WEBHOOK_KEY });
    await sandbox.close();
    expect(answer).toEqual({ status: 'ok', problem: null });
    expect(await stored()).toEqual([]);
  });

  test.each(ALTERED)('check 14: a body %s is refused and nothing is stored', async (_, alter) => {
    const before = [await stored(), await numbers()];
    const body = bodyOf([eventOf(firms[0])]);
    expect(await deliver(server.url, alter(body), signatureOf(body))).toEqual({
      status: 401,
      body: '',
      cookies: [],
    });
    expect([await stored(), await numbers()]).toEqual(before);
  });

  test('check 14: a wrong, foreign, cut or missing signature is refused and nothing is stored', async () => {
    const before = [await stored(), await numbers()];
    const body = bodyOf([eventOf(firms[0])]);
    const good = signatureOf(body);
    const bad = [signatureOf(body, 'another key'), good.slice(0, -1), good.toLowerCase(), 'x', '', null];
    for (const signature of bad)
      expect(await deliver(server.url, body, signature)).toEqual({ status: 401, body: '', cookies: [] });
    expect([await stored(), await numbers()]).toEqual(before);
  });

  test('check 14: without XERO_WEBHOOK_KEY every delivery is refused, also one signed with nothing', async () => {
    const other = await createTestPortal(kind);
    const closed = await listen(other);
    const body = bodyOf([eventOf(firms[0])]);
    for (const signature of [signatureOf(body), signatureOf(body, ''), signatureOf(body, 'undefined')])
      expect((await deliver(closed.url, body, signature)).status).toBe(401);
    closed.close();
    await other.close();
  });

  test('check 14: a good delivery is stored for its organisations and answered, with the queue stopped and Xero away', async () => {
    const [one, other] = [eventOf(firms[0]), eventOf(firms[1], 'CONTACT')];
    await portal.services.jobs.stop();
    const answer = await deliver(server.url, bodyOf([one, other, eventOf({ tenantId: randomUUID() })]));
    expect(answer).toEqual({ status: 200, body: '', cookies: [] });
    const rows = await stored();
    expect(rows).toHaveLength(2);
    for (const [firm, event] of [
      [firms[0], one],
      [firms[1], other],
    ] as const)
      expect(rows).toContainEqual(
        expect.objectContaining({
          firm_id: firm?.firmId,
          integration_id: firm?.integrationId,
          resource_id: event.resourceId,
          category: event.eventCategory,
          applied_at: null,
        }),
      );
  });

  test('check 13: a delivery that comes five times, also at once, is stored once', async () => {
    const before = (await stored()).length;
    const body = bodyOf([eventOf(firms[0]), eventOf(firms[0]), eventOf(firms[1])]);
    for (const answer of await Promise.all([1, 2, 3, 4, 5].map(() => deliver(server.url, body))))
      expect(answer.status).toBe(200);
    expect(await stored()).toHaveLength(before + 3);
    expect(await numbers()).toMatchObject({ ahead: [], gap_seen_at: null });
  });

  test('an organisation that two firms have tells both, and one whose integration was disconnected tells none', async () => {
    const firm = await addIntegration();
    const same = await addIntegration(firm.tenantId.toUpperCase());
    const gone = await addIntegration();
    await portal.services.store.firm(gone.firmId, (query) =>
      query.updateTable('integrations').set({ status: 'disconnected' }).execute(),
    );
    const event = eventOf(firm);
    await deliver(server.url, bodyOf([event, eventOf(gone)]));
    const rows = (await stored()).filter((row) =>
      [firm.firmId, same.firmId, gone.firmId].includes(row.firm_id),
    );
    expect(rows.map((row) => [row.firm_id, row.resource_id]).sort()).toEqual(
      [firm.firmId, same.firmId].map((id) => [id, event.resourceId]).sort(),
    );
  });

  test.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['no events', '{"firstEventSequence":1,"lastEventSequence":2}'],
    ['events that are none', '{"events":"many"}'],
    ['bytes that are no text', '\u0000\ud800'],
  ])('what is signed well and is %s is answered with 200 and changes nothing', async (_, body) => {
    const before = [await stored(), await numbers()];
    expect(await deliver(server.url, body)).toMatchObject({ status: 200, body: '' });
    expect([await stored(), await numbers()]).toEqual(before);
  });

  test('what is understood of a delivery is kept, whatever stands beside it', async () => {
    const before = (await stored()).length;
    const event = eventOf(firms[0]);
    const odd = [
      { ...eventOf(firms[0]), eventCategory: 'PAYMENT' },
      { ...eventOf(firms[0]), resourceId: "'; drop table invoices; --" },
      { tenantId: '', resourceId: '', eventCategory: '' },
      { ...eventOf(firms[0]), eventCategory: 'SUBSCRIPTION' },
      { ...event, eventDateUtc: '275760-99-99' },
    ];
    expect((await deliver(server.url, bodyOf(odd))).status).toBe(200);
    const rows = await stored();
    expect(rows).toHaveLength(before + 1);
    expect(rows.map((row) => row.resource_id)).toContain(event.resourceId);
  });

  test('ten thousand events in one delivery are taken, and more bytes than that are not', async () => {
    const before = (await stored()).length;
    const events = Array.from({ length: 10_000 }, () => eventOf(firms[0]));
    expect((await deliver(server.url, bodyOf(events))).status).toBe(200);
    expect(await stored()).toHaveLength(before + 10_000);
    const huge = `{"events":[],"padding":"${'x'.repeat(9 * 1024 * 1024)}"}`;
    expect(await deliver(server.url, huge)).toMatchObject({ status: 413, body: '' });
  });

  test('the metrics count deliveries and events', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toMatch(/ledgerport_webhook_deliveries_total\{outcome="accepted"\} \d+/);
    expect(text).toMatch(/ledgerport_webhook_deliveries_total\{outcome="refused"\} \d+/);
    expect(text).toMatch(/ledgerport_webhook_events_total\{outcome="unknown_organisation"\} \d+/);
  });
});
