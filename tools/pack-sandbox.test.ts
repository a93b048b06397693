import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { packSandbox } from './pack-sandbox.ts';

const run = promisify(execFile);

const PROGRAM = `
import { startSandbox } from 'xero-sandbox';
const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 2, invoices: 3 }] });
const answer = await fetch(sandbox.url + '/.well-known/openid-configuration');
console.log((await answer.json()).issuer, Object.keys(sandbox.books('Books').truth()).length > 0);
await sandbox.close();
`;

test('a stranger installs the packed sandbox, starts its command, and has one in a test', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const archive = packSandbox(folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.js'), PROGRAM);
  // The Node of this run comes first, also for what npx starts.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const options = { cwd: folder, env };
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', archive], options);
  const help = await run('npx', ['xero-sandbox', '--help'], options);
  expect(help.stdout).toMatch(/^Usage: xero-sandbox \[--port 4000\]/);
  const program = await run(process.execPath, ['program.js'], options);
  expect(program.stdout).toBe('https://identity.xero.com true\n');
}, 180_000);
