import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer, type RequestOptions, request } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { createAuthority, issueLeaf } from './certificates.ts';

const ORGANISATIONS = [{ name: 'Books', contacts: 1, invoices: 1 }];

let sandbox: Sandbox;
let ca: string;
let port: number;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: ORGANISATIONS, tls: true });
  ca = await readFile(sandbox.tls?.caFile ?? '', 'utf8');
  port = Number(new URL(sandbox.url).port);
});

afterAll(() => sandbox.close());

/** A GET over https under that name, whoever it leads to. */
async function get(name: string, path: string, options: RequestOptions = {}) {
  const all = { host: '127.0.0.1', port, servername: name, headers: { host: name }, ca, path, agent: false };
  const [answer]: IncomingMessage[] = await once(request({ ...all, ...options }).end(), 'response');
  return { status: answer?.statusCode, body: answer ? await text(answer) : '' };
}

/** What a proxy's CONNECT is answered, and the connection that it opened. */
async function connectVia(target: string, proxyPort = port): Promise<[status: number | undefined, Socket]> {
  const asked = httpRequest({ host: '127.0.0.1', port: proxyPort, method: 'CONNECT', path: target }).end();
  const [answer, socket] = await once(asked, 'connect');
  return [answer.statusCode, socket];
}

it.each([
  ['login.xero.com', '/identity/forgotten-password', '/connections'],
  ['login.xero.com', '/sandbox.css', '/connect/userinfo'],
  ['identity.xero.com', '/.well-known/openid-configuration', '/identity/forgotten-password'],
  ['identity.xero.com', '/connect/endsession', '/sandbox/organisations'],
  ['api.xero.com', '/connections', '/'],
  ['api.xero.com', '/api.xro/2.0/Invoices', '/connect/endsession'],
])('under the name %s it serves %s but not %s', async (name, served, foreign) => {
  expect([200, 401]).toContain((await get(name, served)).status);
  expect((await get(name, foreign)).status).toBe(404);
});

it('serves everything on localhost over https and over http', async () => {
  for (const path of ['/', '/sandbox/organisations', '/.well-known/openid-configuration']) {
    expect((await get('localhost', path)).status).toBe(200);
    expect((await fetch(sandbox.url + path)).status).toBe(200);
  }
});

it('1: discovery under the name of Xero’s identity host leads to Xero’s own names, elsewhere to the sandbox', async () => {
  const there = JSON.parse((await get('identity.xero.com', '/.well-known/openid-configuration')).body);
  expect(there).toMatchObject({
    issuer: 'https://identity.xero.com',
    authorization_endpoint: 'https://login.xero.com/identity/connect/authorize',
    token_endpoint: 'https://identity.xero.com/connect/token',
    jwks_uri: 'https://identity.xero.com/.well-known/openid-configuration/jwks',
  });
  const here = await (await fetch(`${sandbox.url}/.well-known/openid-configuration`)).json();
  expect(here).toMatchObject({ token_endpoint: `${sandbox.url}/connect/token` });
});

it('leads a CONNECT for one of Xero’s three hosts to itself', async () => {
  for (const name of ['login.xero.com', 'identity.xero.com', 'api.xero.com']) {
    const [status, socket] = await connectVia(`${name}:443`);
    expect(status).toBe(200);
    const secure = connectTls({ socket, servername: name, ca });
    await once(secure, 'secureConnect');
    expect(secure.authorized).toBe(true);
    secure.destroy();
  }
});

it.each([
  'bank.example:443',
  'api.xero.com:80',
  'api.xero.com',
  'api.xero.com.evil.example:443',
  'localhost:443',
  '127.0.0.1:22',
])('refuses a CONNECT for %s', async (target) => {
  expect((await connectVia(target))[0]).toBe(403);
});

it('26: a fault breaks a connection through CONNECT as it breaks any other', async () => {
  sandbox.addFault({ match: { path: '/connections' }, times: 1, effect: { drop: 'after' } });
  const [, socket] = await connectVia('api.xero.com:443');
  const secure = connectTls({ socket, servername: 'api.xero.com', ca });
  secure.on('error', () => undefined);
  secure.write('GET /connections HTTP/1.1\r\nHost: api.xero.com\r\n\r\n');
  expect(await text(secure).catch(() => '')).toBe('');
});

it('answers a proxy’s request that names https in its first line, as older HTTP libraries send it', async () => {
  const path = 'https://api.xero.com/connections';
  const asked = httpRequest({ host: '127.0.0.1', port, path, headers: { host: 'api.xero.com' } }).end();
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  expect(answer?.resume().statusCode).toBe(401);
});

it('goes on after connections that break off or speak no protocol', async () => {
  for (const bytes of [
    '',
    'nonsense\r\n\r\n',
    '\u0016\u0003\u0001nonsense',
    'CONNECT api.xero.com:443 HTTP/1.1\r\n\r\n',
  ]) {
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    await once(socket, 'connect');
    socket.end(bytes);
    await once(socket, 'close');
  }
  expect((await fetch(`${sandbox.url}/sandbox/organisations`)).status).toBe(200);
});

it('has an authority that nobody believes about any other name', async () => {
  const authority = await createAuthority();
  const server = createServer(await issueLeaf(authority, ['bank.example']), (_request, response) =>
    response.end('yes'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const options = { port: typeof address === 'object' ? (address?.port ?? 0) : 0, ca: authority.cert };
  await expect(get('bank.example', '/', options)).rejects.toThrow('permitted subtree violation');
  server.close();
});

it('keeps its authority beside the state file, with a key for the owner only, and makes another when it is broken', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tls-test-'));
  const start = () =>
    startSandbox({ organisations: ORGANISATIONS, tls: true, stateFile: join(directory, 'state.json') });
  const authorityOf = async () => {
    const running = await start();
    await running.close();
    return readFile(running.tls?.caFile ?? '', 'utf8');
  };
  const first = await authorityOf();
  const keyFile = join(directory, 'state.json.tls', 'ca-key.pem');
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await authorityOf()).toBe(first);
  await writeFile(keyFile, 'nonsense');
  expect(await authorityOf()).not.toBe(first);
  await rm(directory, { recursive: true });
});

it('removes an authority that nobody asked to keep', async () => {
  const running = await startSandbox({ organisations: ORGANISATIONS, tls: true });
  await running.close();
  await expect(stat(running.tls?.caFile ?? '')).rejects.toThrow('ENOENT');
});

it('is for loopback only', async () => {
  const started = startSandbox({ organisations: ORGANISATIONS, tls: true, host: '0.0.0.0' });
  await expect(started).rejects.toThrow('loopback only');
});

it('without TLS the sandbox has neither Xero’s names nor CONNECT', async () => {
  const plain = await startSandbox({ organisations: ORGANISATIONS });
  const plainPort = Number(new URL(plain.url).port);
  const asked = httpRequest({
    host: '127.0.0.1',
    port: plainPort,
    path: '/connections',
    headers: { host: 'api.xero.com' },
  });
  const [answer]: IncomingMessage[] = await once(asked.end(), 'response');
  expect(answer?.resume().statusCode).toBe(403);
  await expect(connectVia('api.xero.com:443', plainPort)).rejects.toThrow('socket hang up');
  expect(plain.tls).toBeUndefined();
  await plain.close();
});
