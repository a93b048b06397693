import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { badly, batches, type Receiver, startReceiver } from './test-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let added = 0;

beforeEach(async () => {
  const size = { contacts: 2, invoices: 2 };
  sandbox = await startSandbox({
    organisations: [
      { name: 'North', ...size },
      { name: 'South', ...size },
    ],
  });
  await connect(sandbox, 'North');
  await connect(sandbox, 'South');
  receiver = await startReceiver(sandbox.webhooks.key);
  await sandbox.webhooks.subscribe({ url: receiver.url });
  receiver.calls.length = 0;
});

afterEach(async () => {
  receiver.close();
  await sandbox.close();
});

/** Adds so many contacts and answers with their ids. */
function change(count = 1, organisation = 'North'): string[] {
  return Array.from({ length: count }, () => {
    added += 1;
    return sandbox.books(organisation).addContact({ name: `Contact ${added}` }).id;
  });
}

const sequences = () =>
  batches(receiver).map(({ firstEventSequence, lastEventSequence }) => [
    firstEventSequence,
    lastEventSequence,
  ]);
const ids = () => batches(receiver).map(({ events }) => events.map(({ resourceId }) => resourceId));

it('68: what several organisations did while delivery was held arrives as one batch, numbered throughout', async () => {
  const { webhooks } = sandbox;
  webhooks.hold();
  change(2, 'North');
  change(1, 'South');
  await webhooks.settled();
  expect(receiver.calls).toEqual([]);
  expect(webhooks.status()).toMatchObject({ undelivered: 3, held: true });
  webhooks.release();
  await webhooks.settled();
  expect(sequences()).toEqual([[1, 3]]);
  const [north, south] = sandbox.organisations.map(({ tenantId }) => tenantId);
  expect(batches(receiver)[0]?.events.map(({ tenantId }) => tenantId)).toEqual([north, north, south]);
  expect(receiver.calls[0]?.body).toMatch(
    /\}\],"firstEventSequence": 1,"lastEventSequence": 3, "entropy": "[A-Z]{20}"\}$/,
  );
  change();
  await webhooks.settled();
  expect(sequences()).toEqual([
    [1, 3],
    [4, 4],
  ]);
});

it('68: changes made together share a batch, which has at most a hundred events', async () => {
  change(230);
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([
    [1, 100],
    [101, 200],
    [201, 230],
  ]);
});

it('68: on demand a batch arrives several times, byte by byte the same', async () => {
  sandbox.webhooks.duplicate(3);
  change();
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(new Set(receiver.calls.map(({ body, headers }) => body + headers['x-xero-signature'])).size).toBe(1);
  change();
  await sandbox.webhooks.settled();
  expect(sequences()).toHaveLength(4);
});

it('68: on demand the events of a batch arrive backwards', async () => {
  sandbox.webhooks.shuffle('events');
  const contacts = change(3);
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([[1, 3]]);
  expect(ids()).toEqual([[...contacts].reverse()]);
});

it('68: on demand two batches change places', async () => {
  sandbox.webhooks.shuffle('batches');
  change(2);
  await sandbox.webhooks.settled();
  expect(receiver.calls).toEqual([]);
  change(1);
  await sandbox.webhooks.settled();
  change(1);
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([
    [3, 3],
    [1, 2],
    [4, 4],
  ]);
});

it('68: on demand batches are lost, which leaves a gap in the sequence', async () => {
  sandbox.webhooks.lose();
  change(2);
  await sandbox.webhooks.settled();
  change(1);
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([[3, 3]]);
  expect(sandbox.webhooks.deliveries().map(({ outcome }) => outcome)).toContain('lost');
});

it('the end of a subscription is the end of what was to go wrong with its batches', async () => {
  const { webhooks } = sandbox;
  webhooks.hold();
  webhooks.lose();
  webhooks.duplicate();
  webhooks.unsubscribe();
  await webhooks.subscribe({ url: receiver.url });
  change();
  await webhooks.settled();
  expect(sequences()).toEqual([[1, 1]]);
});

it('what happens while a batch is on its way waits for the next one', async () => {
  receiver.answer = (call) => {
    if (receiver.calls.length === 1) change(2);
    return { status: call.signed ? 202 : 401 };
  };
  change();
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([
    [1, 1],
    [2, 3],
  ]);
});

it('a redirect is not followed and is no success', async () => {
  receiver.answer = () => ({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
  change();
  await sandbox.webhooks.settled();
  expect(receiver.calls).toHaveLength(2);
  expect(sandbox.webhooks.deliveries().slice(-2)).toMatchObject([
    { status: 307, outcome: 'refused' },
    { status: 307, outcome: 'refused' },
  ]);
});

it('deliveries show each call with its answer, and can be cleared', async () => {
  receiver.answer = badly;
  change();
  await sandbox.webhooks.settled();
  const { body, headers } = receiver.calls[0] ?? {};
  expect(sandbox.webhooks.deliveries().slice(-2)[0]).toMatchObject({
    url: receiver.url,
    kind: 'events',
    body,
    signature: headers?.['x-xero-signature'],
    correctlySigned: true,
    outcome: 'refused',
    status: 503,
    problem: null,
  });
  sandbox.webhooks.clearDeliveries();
  expect(sandbox.webhooks.deliveries()).toEqual([]);
});
