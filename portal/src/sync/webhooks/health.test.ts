import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addTestFirm, createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { webhookBody } from '../../../testing/webhooks.ts';
import { lastEventAt, notePolled, noteUnannounced, unannounced, webhooksAreHealthy } from './health.ts';
import { receiveDelivery } from './receive.ts';
import { tendWebhooks } from './tend.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(BACKENDS)('whether webhooks can be relied on, on %s', (kind) => {
  let portal: TestPortal;
  let key: { firmId: string; integrationId: string };
  let tenantId: string;
  let sequence: number;

  beforeAll(async () => {
    portal = await createTestPortal(kind);
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    tenantId = randomUUID();
    sequence = 0;
    key = await addIntegration();
    await portal.services.store.system((query) =>
      query
        .updateTable('webhook_sequence')
        .set({ contiguous: null, ahead: '[]', gap_seen_at: null, late_at: null })
        .execute(),
    );
  });

  const addIntegration = async () => {
    const added = { firmId: await addTestFirm(portal.services), integrationId: randomUUID() };
    const organisation = { tenantId, name: 'Books', baseCurrency: 'NZD', timeZone: 'UTC' };
    await portal.services.store.firm(added.firmId, (query) =>
      query
        .insertInto('integrations')
        .values({
          firm_id: added.firmId,
          id: added.integrationId,
          platform: 'xero',
          status: 'connected',
          organisation: JSON.stringify(organisation),
          created_at: portal.clock.now(),
        })
        .execute(),
    );
    return added;
  };
  /** An event of this organisation, or another's; without `arrives` it is lost on the way. */
  const event = async (
    options: { arrives?: boolean; tenant?: string; resourceId?: string; of?: Date } = {},
  ) => {
    const { arrives = true, tenant = tenantId, resourceId = randomUUID(), of } = options;
    const eventDateUtc = of?.toISOString().replace('Z', '');
    sequence += 1;
    const body = webhookBody(
      [{ tenantId: tenant, resourceId, eventCategory: 'INVOICE', ...(eventDateUtc && { eventDateUtc }) }],
      sequence,
    );
    if (arrives) await receiveDelivery(portal.services, Buffer.from(body));
    return body;
  };
  const applied = () =>
    portal.services.store.firm(key.firmId, (query) =>
      query.updateTable('webhook_events').set({ applied_at: portal.clock.now() }).execute(),
    );
  /** A complete read of all changes that begins now. */
  const poll = async () => {
    await portal.services.store.firm(key.firmId, (query) => notePolled(query, key, portal.clock.now()));
    portal.clock.advance(1_000);
  };
  const isHealthy = (of = key) =>
    portal.services.store.firm(of.firmId, (query) => webhooksAreHealthy(query, of, portal.clock.now()));
  const pass = (ms: number) => portal.clock.advance(ms);
  const becomeHealthy = async () => {
    await event();
    await applied();
    expect(await isHealthy()).toBe(false);
    pass(1_000);
    await poll();
    expect(await isHealthy()).toBe(true);
  };

  test('they are when an event came within a day and all changes have been read once, and silence ends it', async () => {
    expect(await isHealthy()).toBe(false);
    await becomeHealthy();
    pass(24 * HOUR);
    expect(await isHealthy()).toBe(false);
    await event();
    await applied();
    expect(await isHealthy()).toBe(true);
  });

  test('a first delivery tells nothing of those before it, so all changes are read once more', async () => {
    await event({ arrives: false });
    await poll();
    await becomeHealthy();
  });

  test('an event that comes long after its change tells that others still wait at Xero, whoever it is for', async () => {
    await becomeHealthy();
    await event({ tenant: randomUUID(), of: new Date(portal.clock.now().getTime() - 4 * MINUTE) });
    expect(await isHealthy()).toBe(true);
    await event({ tenant: randomUUID(), of: new Date(portal.clock.now().getTime() - 6 * MINUTE) });
    expect(await isHealthy()).toBe(false);
    await poll();
    expect(await isHealthy()).toBe(false);
    await poll();
    expect(await isHealthy()).toBe(true);
  });

  test('the time of the last event is told, and none of another organisation’s', async () => {
    const last = () => portal.services.store.firm(key.firmId, (query) => lastEventAt(query, key));
    await event({ tenant: randomUUID() });
    expect(await last()).toBeNull();
    await event();
    pass(MINUTE);
    const newest = portal.clock.now();
    await event();
    await applied();
    pass(HOUR);
    expect(await last()).toEqual(newest);
  });

  test('an event that came for another organisation says nothing', async () => {
    await event({ tenant: randomUUID() });
    await poll();
    expect(await isHealthy()).toBe(false);
  });

  test('they are not while an event waits for more than ten minutes', async () => {
    await becomeHealthy();
    await event();
    pass(10 * MINUTE - 1);
    expect(await isHealthy()).toBe(true);
    pass(1);
    expect(await isHealthy()).toBe(false);
    await applied();
    expect(await isHealthy()).toBe(true);
  });

  test('they are not from a new record on that no event announced, until a later read of all changes', async () => {
    await becomeHealthy();
    const known = randomUUID();
    await event({ resourceId: known });
    await applied();
    const missed = randomUUID();
    const found = await portal.services.store.firm(key.firmId, (query) =>
      unannounced(query, key, [known, missed], portal.clock.now()),
    );
    expect(found).toEqual([missed]);
    const startedAt = portal.clock.now();
    await portal.services.store.firm(key.firmId, async (query) => {
      await noteUnannounced(query, key, portal.clock.now());
      await notePolled(query, key, startedAt);
    });
    expect(await isHealthy()).toBe(false);
    pass(HOUR);
    await poll();
    expect(await isHealthy()).toBe(true);
  });

  test('a lost delivery of whomever ends it for everyone, at once and until each has read all changes', async () => {
    const other = await addIntegration();
    await becomeHealthy();
    await portal.services.store.firm(other.firmId, (query) => notePolled(query, other, portal.clock.now()));
    await event({ arrives: false, tenant: randomUUID() });
    pass(1_000);
    await event();
    await applied();
    expect(await isHealthy()).toBe(false);
    pass(10 * MINUTE);
    await tendWebhooks(portal.services);
    expect([await isHealthy(), await isHealthy(other)]).toEqual([false, false]);
    await poll();
    expect(await isHealthy()).toBe(true);
    expect(await isHealthy(other)).toBe(false);
  });

  test('a read of all changes behind the gap counts, also before the gap is given up', async () => {
    await becomeHealthy();
    await event({ arrives: false });
    await event();
    await applied();
    pass(MINUTE);
    await poll();
    expect(await isHealthy()).toBe(true);
    pass(10 * MINUTE);
    await tendWebhooks(portal.services);
    expect(await isHealthy()).toBe(true);
  });

  test('deliveries that overtake each other within ten minutes are no gap', async () => {
    await becomeHealthy();
    const late = await event({ arrives: false });
    pass(1_000);
    await event();
    await applied();
    pass(10 * MINUTE - 1);
    await tendWebhooks(portal.services);
    await receiveDelivery(portal.services, Buffer.from(late));
    await applied();
    expect(await isHealthy()).toBe(true);
  });

  test('a subscription that is made anew, whose numbers begin again, is noticed', async () => {
    sequence = 4_000;
    await becomeHealthy();
    sequence = 0;
    await event();
    await applied();
    expect(await isHealthy()).toBe(false);
    pass(1_000);
    await poll();
    expect(await isHealthy()).toBe(true);
    await event({ arrives: false });
    pass(1_000);
    await event();
    await applied();
    expect(await isHealthy()).toBe(false);
  });
});
