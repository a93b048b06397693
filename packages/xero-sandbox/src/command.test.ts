import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const COMMAND = new URL('./command.ts', import.meta.url).pathname;

function run(...flags: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND, ...flags]);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return { child, output: () => output, errors: () => errors };
}

test('the command prints where it is, how to sign in and that it is no Xero, and ends when told to', async () => {
  const { child, output } = run('--port', '0', '--organisations', '1', '--contacts', '2', '--invoices', '3');
  await expect.poll(output, { timeout: 10_000 }).toContain('sandbox-client-id');
  expect(output()).toContain('It is not Xero');
  expect(output()).toContain('It keeps nothing');
  expect(output()).toContain('accountant@demo.example / sandbox-password');
  const url = /http:\/\/\S+\//.exec(output())?.[0] ?? '';
  expect(await (await fetch(url)).text()).toContain('3 invoices and bills');
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('with TLS the command prints how a client with built-in hosts gets there', async () => {
  const { child, output } = run('--port', '0', '--contacts', '1', '--invoices', '0', '--tls');
  await expect.poll(output, { timeout: 10_000 }).toMatch(/NODE_EXTRA_CA_CERTS=\S+\n/);
  const [, proxy, caFile] =
    /NODE_USE_ENV_PROXY=1 HTTPS_PROXY=(\S+) NODE_EXTRA_CA_CERTS=(\S+)/.exec(output()) ?? [];
  expect(output()).toContain(`${proxy}/ shows the books`);
  expect(await readFile(caFile ?? '', 'utf8')).toContain('BEGIN CERTIFICATE');
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('7: with --pkce the app has no secret, as that of a mobile or desktop app', async () => {
  const { child, output } = run(
    '--port',
    '0',
    '--organisations',
    '1',
    '--contacts',
    '1',
    '--invoices',
    '0',
    '--pkce',
  );
  await expect.poll(output, { timeout: 10_000 }).toContain('sandbox-client-id, without a secret');
  const url = /http:\/\/\S+\//.exec(output())?.[0];
  const exchange = async (client: Record<string, string>) => {
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'none', ...client });
    return (await fetch(`${url}connect/token`, { method: 'POST', body })).json();
  };
  expect(await exchange({ client_id: 'sandbox-client-id' })).toEqual({ error: 'invalid_grant' });
  expect(await exchange({ client_id: 'sandbox-client-id', client_secret: 'sandbox-client-secret' })).toEqual({
    error: 'invalid_client',
  });
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test.each([
  [['--port', 'x'], "--port must be a whole number from 0 to 65535, not 'x'."],
  [['--invoices', '-1'], 'invoices'],
  [['--colour', 'red'], '--colour'],
  [['--tier', 'gold'], "--tier must be starter, core, plus or advanced, not 'gold'."],
  [['--app-created-on', '2026-02-30x'], '--app-created-on must be a day as YYYY-MM-DD'],
  [['--custom-connection', 'Nowhere'], "The custom connection's organisation Nowhere does not exist."],
  [['--pkce', '--custom-connection', 'Books'], 'An app is either for --pkce or for a --custom-connection.'],
  [['--tls', '--host', '0.0.0.0'], 'With TLS the sandbox listens on loopback only.'],
])('the flags %j end it with one line and exit code 1', async (flags, text) => {
  const { child, errors } = run(...flags);
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(errors()).toContain(text);
  expect(errors().trim().split('\n')).toHaveLength(1);
});
