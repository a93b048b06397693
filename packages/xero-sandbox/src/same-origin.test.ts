import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './start.ts';

const ORGANISATIONS = [{ name: 'Books', contacts: 1, invoices: 1 }];
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: ORGANISATIONS });
});

afterAll(() => sandbox.close());

/** What a request gets whose Host is as given, which fetch cannot set. */
async function statusFor(where: string, host: string, headers: Record<string, string> = {}) {
  const asked = request(where, { headers: { ...headers, host } }).end();
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  answer?.resume();
  return answer?.statusCode;
}

test.each(['/', '/sandbox/organisations', '/.well-known/openid-configuration'])(
  'a foreign name that points at this machine gets nothing at %s',
  async (path) => {
    const { port } = new URL(sandbox.url);
    for (const host of [
      `rebound.example:${port}`,
      '127.evil.example',
      'localhost.evil.example',
      '192.168.1.5',
    ])
      expect(await statusFor(`${sandbox.url}${path}`, host, { origin: `http://${host}` })).toBe(403);
  },
);

test('every name of loopback is answered', async () => {
  const { port } = new URL(sandbox.url);
  for (const name of ['localhost', '127.0.0.1', '127.0.0.2', '[::1]', 'LOCALHOST'])
    expect(await statusFor(`${sandbox.url}/sandbox/organisations`, `${name}:${port}`)).toBe(200);
});

test('a sandbox that was told to listen further is answered under any name', async () => {
  const open = await startSandbox({ organisations: ORGANISATIONS, host: '0.0.0.0' });
  const { port } = new URL(open.url);
  const path = `http://127.0.0.1:${port}/sandbox/organisations`;
  expect(await statusFor(path, `sandbox.example:${port}`)).toBe(200);
  await open.close();
});
