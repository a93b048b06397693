import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { sign, spoil } from './signature.ts';
import { type Received, type Receiver, startReceiver, well } from './test-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 2, invoices: 2 }],
    webhookTimeoutMs: 300,
  });
  receiver = await startReceiver(sandbox.webhooks.key);
});

afterEach(async () => {
  receiver.close();
  await sandbox.close();
});

const subscribe = () => sandbox.webhooks.subscribe({ url: receiver.url });

describe('the intent to receive', () => {
  it('66: is a series of empty calls in uneven spacing, of which those with one wrong character are to meet 401', async () => {
    expect(await subscribe()).toEqual({ status: 'ok', problem: null });
    const { calls } = receiver;
    expect(calls.map(({ signed }) => signed)).toEqual([false, false, false, true]);
    for (const { method, body, headers } of calls) {
      expect(method).toBe('POST');
      expect(body).toMatch(
        /^\{"events":\[\],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "[A-Z]{20}"\}$/,
      );
      expect(headers).toMatchObject({ accept: '*/*', 'content-type': 'application/json; charset=utf-8' });
      expect(headers['x-xero-signature']).toHaveLength(44);
    }
    expect(new Set(calls.map(({ body }) => body)).size).toBe(calls.length);
    const spoilt = sandbox.webhooks.deliveries().filter(({ correctlySigned }) => !correctlySigned);
    expect(spoilt).toHaveLength(3);
    expect(sandbox.webhooks.status()).toMatchObject({ status: 'ok', problem: null });
  });

  it('66: alters exactly one character of the signature, one that a decoder notices too', () => {
    const good = sign('body', 'key');
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const bad = spoil(good);
      expect([...bad].filter((character, index) => character !== good[index])).toHaveLength(1);
      expect(Buffer.from(bad, 'base64').equals(Buffer.from(good, 'base64'))).toBe(false);
    }
  });

  const bad: [name: string, answer: Receiver['answer'], problem: string][] = [
    ['takes everything', () => ({ status: 200 }), 'Response to incorrectly signed payload not 401'],
    ['takes nothing', () => ({ status: 401 }), 'Response not 200'],
    ['says 204', ({ signed }) => ({ status: signed ? 204 : 401 }), 'Response not 200'],
    ['redirects', ({ signed }) => redirect(signed), 'Response not 200'],
    ['says OK in words', (call) => ({ ...well(call), body: 'OK' }), 'Response contains a body'],
    [
      'sets a cookie',
      (call) => ({ ...well(call), headers: { 'set-cookie': 'a=b' } }),
      'Response contains cookies',
    ],
    ['never answers', () => 'never', 'No response within 0.3 seconds'],
  ];

  it.each(bad)('66: fails a receiver that %s', async (_, answer, problem) => {
    receiver.answer = answer;
    expect(await subscribe()).toEqual({ status: 'failed', problem });
    expect(sandbox.webhooks.status()).toMatchObject({ status: 'failed', problem });
  });

  it('fails a receiver that is not there', async () => {
    receiver.close();
    expect(await subscribe()).toEqual({ status: 'failed', problem: 'No response: ECONNREFUSED' });
  });

  it('takes any 2xx when the switch says so', async () => {
    sandbox.switches.intentToReceiveAnswer = '2xx';
    receiver.answer = ({ signed }) => ({ status: signed ? 204 : 401 });
    expect(await subscribe()).toEqual({ status: 'ok', problem: null });
  });

  it('66: comes again with a new url and with re-enabling, and keeps the key', async () => {
    await subscribe();
    const other = await startReceiver(sandbox.webhooks.key);
    other.answer = () => ({ status: 500 });
    expect((await sandbox.webhooks.subscribe({ url: other.url })).status).toBe('failed');
    other.answer = well;
    expect(await sandbox.webhooks.enable()).toEqual({ status: 'ok', problem: null });
    expect(receiver.calls).toHaveLength(4);
    expect(other.calls).toHaveLength(1 + 4);
    other.close();
  });

  it('of an address that was replaced meanwhile decides nothing', async () => {
    const slow = await startReceiver(sandbox.webhooks.key);
    slow.answer = () => 'never';
    const first = sandbox.webhooks.subscribe({ url: slow.url });
    await subscribe();
    expect((await first).status).toBe('failed');
    expect(sandbox.webhooks.status()).toMatchObject({ url: receiver.url, status: 'ok' });
    slow.close();
  });
});

it.each([
  'https://hooks.example/xero',
  'http://10.0.0.1/',
  'http://localhost.example/',
  'ftp://localhost/',
  'nonsense',
])('the sandbox calls no other machine: %s', async (url) => {
  await expect(sandbox.webhooks.subscribe({ url })).rejects.toThrow('address of this machine');
  expect(sandbox.webhooks.status()).toBeNull();
});

it('an app without a subscription has nothing to enable', async () => {
  await expect(sandbox.webhooks.enable()).rejects.toThrow('no webhook subscription');
});

function redirect(signed: Received['signed']) {
  return signed ? { status: 302, headers: { location: receiver.url } } : { status: 401 };
}
