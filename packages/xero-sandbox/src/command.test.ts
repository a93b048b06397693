import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  expect(output()).toContain('accountant@demo.example / sandbox-password');
  const url = /http:\/\/\S+\//.exec(output())?.[0] ?? '';
  expect(await (await fetch(url)).text()).toContain('3 invoices and bills');
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test.each([
  [['--port', 'x'], "--port must be a whole number from 0 to 65535, not 'x'."],
  [['--invoices', '-1'], 'invoices'],
  [['--colour', 'red'], '--colour'],
])('the flags %j end it with one line and exit code 1', async (flags, text) => {
  const { child, errors } = run(...flags);
  expect((await once(child, 'exit'))[0]).toBe(1);
  expect(errors()).toContain(text);
  expect(errors().trim().split('\n')).toHaveLength(1);
});
