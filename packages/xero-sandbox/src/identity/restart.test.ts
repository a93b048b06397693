import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { startSandbox } from '../start.ts';
import { connect, exchangeCode, newCode, refresh, token } from '../test-client.ts';

let directory: string;
let options: SandboxOptions;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'restart-test-'));
  options = {
    stateFile: join(directory, 'state.json'),
    organisations: [
      { name: 'First', contacts: 1, invoices: 0 },
      { name: 'Second', contacts: 1, invoices: 0 },
    ],
  };
});

afterEach(() => rm(directory, { recursive: true }));

test('a person who was removed from an organisation stays so over a restart', async () => {
  const before = await startSandbox(options);
  const { tokens } = await connect(before, 'Second');
  await connect(before, 'First');
  before.removeUser('accountant@demo.example', 'First');
  await before.close();
  const after = await startSandbox(options);
  expect((await refresh(after, tokens.refresh_token)).status).toBe(200);
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const connections = await fetch(`${after.url}/connections`, { headers });
  expect(await connections.json()).toMatchObject([{ tenantName: 'Second' }]);
  await expect(newCode(after, {}, 'First')).rejects.toThrow('does not offer');
  await after.close();
});

test('a custom connection that was ended is not back after a restart', async () => {
  const custom = { ...options, app: { customConnection: 'First' } };
  const ask = async (sandbox: Awaited<ReturnType<typeof startSandbox>>) => {
    const scope = 'accounting.settings.read';
    const { body } = await token(sandbox, { grant_type: 'client_credentials', scope });
    const headers = { authorization: `Bearer ${body.access_token}` };
    return (await fetch(`${sandbox.url}/api.xro/2.0/Organisation`, { headers })).status;
  };
  const before = await startSandbox(custom);
  expect(await ask(before)).toBe(200);
  before.disconnect('First');
  await before.close();
  const after = await startSandbox(custom);
  expect(await ask(after)).toBe(403);
  await after.close();
});

test('11: the same pair is given again after a restart too', async () => {
  const same = { ...options, switches: { refreshInGrace: 'same-pair' } } as const;
  const before = await startSandbox(same);
  const { body: tokens } = await exchangeCode(before, await newCode(before));
  const first = await refresh(before, tokens.refresh_token);
  await before.close();
  const after = await startSandbox(same);
  const again = await refresh(after, tokens.refresh_token);
  expect(again.body.refresh_token).toBe(first.body.refresh_token);
  await after.close();
});
