import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { basic, type Connected, connect, refresh } from '../test-client.ts';

let sandbox: Sandbox;
let connected: Connected;

beforeEach(async () => {
  sandbox = await startSandbox({
    organisations: [
      { name: 'First', contacts: 2, invoices: 3 },
      { name: 'Second', contacts: 2, invoices: 3 },
    ],
  });
  connected = await connect(sandbox, 'First');
});

afterEach(() => sandbox.close());

interface ConnectionBody {
  readonly id: string;
  readonly authEventId: string;
  readonly tenantId: string;
  readonly createdDateUtc: string;
  readonly updatedDateUtc: string;
}

function ask(path: string, method = 'GET'): Promise<Response> {
  const authorization = `Bearer ${connected.tokens.access_token}`;
  return fetch(`${sandbox.url}/connections${path}`, { method, headers: { authorization } });
}

async function list(query = ''): Promise<ConnectionBody[]> {
  return (await (await ask(query)).json()) as ConnectionBody[];
}

test('14: nothing connected is an empty array', async () => {
  sandbox.disconnect('First');
  const answer = await ask('');
  expect([answer.status, await answer.json()]).toEqual([200, []]);
});

test('14: connections are a bare array with seven-digit dates and a filter by consent', async () => {
  await connect(sandbox, 'Second');
  const all = await list();
  expect(all).toHaveLength(2);
  expect(all[0]?.createdDateUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
  expect(await list(`?authEventId=${all[1]?.authEventId}`)).toEqual([all[1]]);
  expect(await list(`?AUTHEVENTID=${all[1]?.authEventId}`)).toEqual([all[1]]);
  expect(await list('?authEventId=00000000-0000-0000-0000-000000000000')).toEqual([]);
});

test('15: deleting by connection id answers 204, by tenant or consent 403, by anything else 404', async () => {
  const [connection] = await list();
  expect((await ask(`/${connection?.tenantId}`, 'DELETE')).status).toBe(403);
  expect((await ask(`/${connection?.authEventId}`, 'DELETE')).status).toBe(403);
  expect((await ask('/nonsense', 'DELETE')).status).toBe(404);
  const answer = await ask(`/${connection?.id}`, 'DELETE');
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  expect(await list()).toEqual([]);
  expect((await connected.call('Organisation')).status).toBe(403);
});

test('a reconnected organisation keeps its connection id and shows a later update', async () => {
  const [before] = await list();
  sandbox.disconnect('First');
  expect(await list()).toEqual([]);
  sandbox.clock.advance(1000);
  await connect(sandbox, 'First');
  const [after] = await list();
  expect(after?.id).toBe(before?.id);
  expect(after?.createdDateUtc).toBe(before?.createdDateUtc);
  expect(after?.updatedDateUtc).not.toBe(before?.createdDateUtc);
});

test('13: revocation empties the connections and kills the refresh token', async () => {
  const { clientId, clientSecret } = sandbox.app;
  const revoke = (headers: Record<string, string>) =>
    fetch(`${sandbox.url}/connect/revocation`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ token: connected.tokens.refresh_token }),
    });
  expect((await revoke(basic(clientId, 'wrong'))).status).toBe(400);
  expect(await list()).toHaveLength(1);
  const answer = await revoke(basic(clientId, clientSecret));
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(await list()).toEqual([]);
  expect((await refresh(sandbox, connected.tokens.refresh_token)).body.error).toBe('invalid_grant');
  expect((await connected.call('Organisation')).status).toBe(403);
});

test('an organisation that its accountant disconnects is gone while the token goes on for the other', async () => {
  const second = await connect(sandbox, 'Second');
  sandbox.disconnect('First');
  expect((await connected.call('Organisation')).status).toBe(403);
  expect((await second.call('Organisation')).status).toBe(200);
  expect((await refresh(sandbox, connected.tokens.refresh_token)).status).toBe(200);
});

test('a person who was removed from an organisation loses it, is not offered it again, and keeps the other', async () => {
  const second = await connect(sandbox, 'Second');
  sandbox.removeUser('accountant@demo.example', 'First');
  expect((await connected.call('Organisation')).status).toBe(403);
  expect((await second.call('Organisation')).status).toBe(200);
  expect((await list()).map(({ tenantId }) => tenantId)).toEqual([second.tenantId]);
  await expect(connect(sandbox, 'First')).rejects.toThrow('does not offer');
  expect(() => sandbox.removeUser('stranger@demo.example', 'First')).toThrow('no user');
});

test('a connection call without a token is a 401', async () => {
  expect((await fetch(`${sandbox.url}/connections`)).status).toBe(401);
});
