import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { badly, batches, type Receiver, startReceiver, well } from './test-receiver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let folder: string;
let sandbox: Sandbox;
let receiver: Receiver;
const notices: string[] = [];
let added = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  notices.length = 0;
  sandbox = await start();
  await connect(sandbox);
  receiver = await startReceiver(sandbox.webhooks.key);
  await sandbox.webhooks.subscribe({ url: receiver.url });
  receiver.calls.length = 0;
});

afterEach(async () => {
  receiver.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function start(more: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({
    organisations: [{ name: 'Books', contacts: 2, invoices: 2 }],
    stateFile: join(folder, 'state.json'),
    webhookTimeoutMs: 300,
    notice: (line) => notices.push(line),
    ...more,
  });
}

async function change(): Promise<void> {
  added += 1;
  sandbox.books('Books').addContact({ name: `Contact ${added}` });
  await sandbox.webhooks.settled();
}

async function advance(milliseconds: number): Promise<void> {
  sandbox.clock.advance(milliseconds);
  await sandbox.webhooks.settled();
}

/** How many calls came since the last look. */
const calls = () => receiver.calls.splice(0).length;
const sequences = () => batches(receiver).map(({ firstEventSequence: first }) => first);
const disable = async () => {
  receiver.answer = badly;
  await change();
  await advance(24 * HOUR);
};

it('69: a batch without a good answer is tried again at once, then every 15 minutes until it arrives', async () => {
  receiver.answer = badly;
  await change();
  expect(calls()).toBe(2);
  await advance(14 * MINUTE);
  expect(calls()).toBe(0);
  await advance(MINUTE);
  expect(calls()).toBe(1);
  await change();
  expect(calls()).toBe(0);
  receiver.answer = well;
  await advance(15 * MINUTE);
  expect(sequences()).toEqual([1, 2]);
  expect(sandbox.webhooks.status()).toMatchObject({ status: 'ok', undelivered: 0, nextAttemptAt: null });
});

it('69: moving the clock is enough for a due attempt to happen', async () => {
  receiver.answer = badly;
  await change();
  const arrived = new Promise((done) => {
    receiver.answer = (call) => {
      done(call.signed);
      return well(call);
    };
  });
  sandbox.clock.advance(15 * MINUTE);
  expect(await arrived).toBe(true);
});

it('69: a receiver that takes longer than it may gets the batch again', async () => {
  receiver.answer = () => (receiver.calls.length === 1 ? 'never' : { status: 200 });
  await change();
  expect(sequences()).toEqual([1, 1]);
  expect(sandbox.webhooks.deliveries().slice(-2)).toMatchObject([
    { outcome: 'refused', status: null, problem: 'No response within 0.3 seconds' },
    { outcome: 'accepted', status: 200 },
  ]);
});

it('69: after 24 hours of attempts the subscription is disabled, and its events come in order once it is enabled', async () => {
  receiver.answer = badly;
  await change();
  for (let quarter = 1; quarter < 96; quarter += 1) await advance(15 * MINUTE);
  expect(calls()).toBe(2 + 95);
  expect(sandbox.webhooks.status()?.status).toBe('ok');
  await advance(15 * MINUTE);
  expect(calls()).toBe(1);
  expect(sandbox.webhooks.status()).toMatchObject({ status: 'disabled', undelivered: 1 });
  expect(notices).toEqual([expect.stringContaining('is disabled')]);
  await change();
  await advance(HOUR);
  expect(calls()).toBe(0);
  receiver.answer = well;
  expect(await sandbox.webhooks.enable()).toEqual({ status: 'ok', problem: null });
  await sandbox.webhooks.settled();
  expect(batches(receiver)).toMatchObject([{ firstEventSequence: 1, lastEventSequence: 2 }]);
  expect(batches(receiver)[0]?.events).toHaveLength(2);
});

it('69: events of more than 31 days ago are not kept', async () => {
  await disable();
  await advance(20 * 24 * HOUR);
  await change();
  await advance(11 * 24 * HOUR);
  expect(sandbox.webhooks.status()).toMatchObject({ status: 'disabled', undelivered: 1 });
  receiver.answer = well;
  receiver.calls.length = 0;
  await sandbox.webhooks.enable();
  await sandbox.webhooks.settled();
  expect(batches(receiver)).toMatchObject([{ firstEventSequence: 2, lastEventSequence: 2 }]);
});

it('69: a re-enabling that the receiver does not pass leaves the events where they are', async () => {
  await disable();
  receiver.answer = () => ({ status: 500 });
  expect((await sandbox.webhooks.enable()).status).toBe('failed');
  expect(sandbox.webhooks.status()).toMatchObject({ status: 'failed', undelivered: 1 });
});

it('69: a new intent to receive that passes ends the wait for the next attempt', async () => {
  receiver.answer = badly;
  await change();
  receiver.answer = well;
  receiver.calls.length = 0;
  await sandbox.webhooks.enable();
  await sandbox.webhooks.settled();
  expect(sequences()).toEqual([1]);
});

it('a restart keeps subscription, sequence and undelivered events, and tells nothing of restored rows', async () => {
  receiver.answer = badly;
  await change();
  const before = sandbox.webhooks.status();
  await sandbox.close();
  sandbox = await start();
  expect(sandbox.webhooks.status()).toEqual(before);
  receiver.answer = well;
  receiver.calls.length = 0;
  await advance(15 * MINUTE);
  await change();
  expect(
    batches(receiver).map(({ events, lastEventSequence }) => [events.length, lastEventSequence]),
  ).toEqual([
    [1, 1],
    [1, 2],
  ]);
});

it('a restart delivers what was held, and begins an unfinished intent to receive anew', async () => {
  sandbox.webhooks.hold();
  await change();
  receiver.answer = () => 'never';
  const unfinished = sandbox.webhooks.enable();
  await sandbox.close();
  expect((await unfinished).status).toBe('failed');
  receiver.answer = well;
  sandbox = await start();
  await sandbox.webhooks.settled();
  expect(sandbox.webhooks.status()).toMatchObject({ status: 'ok', undelivered: 0 });
  expect(sequences()).toEqual([1]);
});

it('a clock that stands still and is moved from outside is looked at when asked to settle', async () => {
  let time = Date.parse('2030-01-01T00:00:00Z');
  await sandbox.close();
  await rm(join(folder, 'state.json'));
  sandbox = await start({ clock: { now: () => new Date(time) } });
  await connect(sandbox);
  await sandbox.webhooks.subscribe({ url: receiver.url });
  receiver.calls.length = 0;
  receiver.answer = badly;
  await change();
  time += 15 * MINUTE;
  await sandbox.webhooks.settled();
  expect(calls()).toBe(3);
});
