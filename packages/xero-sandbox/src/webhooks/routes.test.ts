import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { batches, type Receiver, startReceiver } from './test-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let added = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 2, invoices: 2 }] });
  await connect(sandbox);
  receiver = await startReceiver('a key');
});

afterAll(async () => {
  receiver.close();
  await sandbox.close();
});

async function send(method: string, path = '', body?: unknown) {
  const response = await fetch(`${sandbox.url}/sandbox/webhooks${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function change(count = 1): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    added += 1;
    sandbox.books('Books').addContact({ name: `Contact ${added}` });
  }
  expect((await send('POST', '/settle')).status).toBe(204);
}

const sizes = () => batches(receiver).map(({ events }) => events.length);

it('the subscription, its disturbances and its deliveries are worked over HTTP', async () => {
  expect((await send('GET')).body).toEqual({ subscription: null });
  expect((await send('POST', '/enable')).status).toBe(409);
  const entered = await send('PUT', '', { url: receiver.url, key: 'a key', categories: ['CONTACT'] });
  expect(entered).toEqual({ status: 200, body: { status: 'ok', problem: null } });
  expect((await send('GET')).body.subscription).toMatchObject({ key: 'a key', status: 'ok' });
  await send('POST', '/hold');
  await change();
  expect(sizes()).toEqual([]);
  await send('POST', '/release');
  await send('POST', '/duplicate');
  await change(2);
  await send('POST', '/lose', { batches: 1 });
  await change(3);
  await send('POST', '/shuffle', { what: 'batches' });
  await change(4);
  await change(5);
  expect(sizes()).toEqual([1, 2, 2, 5, 4]);
  expect((await send('POST', '/enable')).body.status).toBe('ok');
  const { body } = await send('GET', '/deliveries');
  expect(body.deliveries.map(({ outcome }: { outcome: string }) => outcome)).toContain('lost');
  expect((await send('DELETE', '/deliveries')).status).toBe(204);
  expect((await send('GET', '/deliveries')).body).toEqual({ deliveries: [] });
  expect((await send('DELETE')).status).toBe(204);
  expect((await send('GET')).body.subscription).toBeNull();
});

it.each([
  ['PUT', '', {}, 'url'],
  ['PUT', '', { url: 'https://hooks.example/' }, 'url'],
  ['PUT', '', { url: 'http://localhost:1/', key: '' }, 'key'],
  ['PUT', '', { url: 'http://localhost:1/', key: 1 }, 'key'],
  ['PUT', '', { url: 'http://localhost:1/', categories: 'CONTACT' }, 'categories'],
  ['PUT', '', { url: 'http://localhost:1/', secret: 'x' }, 'secret'],
  ['POST', '/duplicate', { times: 0 }, 'times'],
  ['POST', '/shuffle', { what: 'cards' }, 'what'],
  ['POST', '/lose', { batches: -1 }, 'batches'],
])('nonsense in %s %s %j is a 400 that names the field', async (method, path, body, field) => {
  expect(await send(method, path, body)).toMatchObject({ status: 400, body: { field } });
});

it('70: a subscription to payments is refused, since there is no such category', async () => {
  const answer = await send('PUT', '', { url: receiver.url, categories: ['INVOICE', 'PAYMENT'] });
  expect(answer).toMatchObject({ status: 400, body: { field: 'categories[1]' } });
});
