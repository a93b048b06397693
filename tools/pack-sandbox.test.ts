import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

/**
 * Installs the archive into a folder without asking a registry: what it declares comes from this repository's own
 * modules, and nothing else does, so that a dependency that is not declared is missed.
 */
async function install(archive: string, folder: string): Promise<string> {
  const installed = join(folder, 'node_modules/xero-sandbox');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', archive, '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const target = join(folder, 'node_modules', name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(join(import.meta.dirname, '../node_modules', name), target);
  }
  return installed;
}

test('the packed sandbox, installed elsewhere, starts by its command and in a test', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const installed = await install(packSandbox(folder), folder);
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  const help = await run(process.execPath, [join(installed, bin['xero-sandbox']), '--help']);
  expect(help.stdout).toMatch(/^Usage: xero-sandbox \[--port 4000\]/);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.js'), PROGRAM);
  const program = await run(process.execPath, ['program.js'], { cwd: folder });
  expect(program.stdout).toBe('https://identity.xero.com true\n');
}, 60_000);
