import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDir, StoreLockedError } from './lock.ts';

let dataDir: string;
let children: ChildProcess[];
const lock = () => join(dataDir, 'lock');

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ledgerport-lock-'));
  children = [];
});
afterEach(async () => {
  for (const child of children) await end(child);
  rmSync(dataDir, { recursive: true });
});

/** A process that takes the folder, says what came of it and lives on; `main.ts` in its command line is a portal's mark. */
function startHolder(): { child: ChildProcess; said: Promise<string> } {
  const code = `
    import { lockDataDir } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    try { lockDataDir(${JSON.stringify(dataDir)}); console.log('taken'); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code, 'main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, said: once(child.stdout, 'data').then(([line]) => String(line).trim()) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('check 24: a folder that a living portal holds is refused in one line that names the holder, and stays its', async () => {
  const { child, said } = startHolder();
  expect(await said).toBe('taken');
  expect(() => lockDataDir(dataDir)).toThrow(StoreLockedError);
  expect(() => lockDataDir(dataDir)).toThrow(
    new RegExp(`^The data folder ${dataDir} is in use by process ${child.pid}\\. [^\n]+$`),
  );
  expect(readFileSync(lock(), 'utf8')).toBe(String(child.pid));
});

test('a folder that was given back can be taken again, and nothing is left in it', () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const unlock = lockDataDir(dataDir);
    expect(readdirSync(dataDir)).toEqual(['lock']);
    unlock();
    expect(readdirSync(dataDir)).toEqual([]);
  }
});

test('the lock of a killed portal is taken over', async () => {
  const { child, said } = startHolder();
  expect(await said).toBe('taken');
  await end(child);
  lockDataDir(dataDir);
  expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
});

// Without /proc a living process with that number counts as the holder.
test.runIf(existsSync('/proc'))(
  'a living program that is no portal but has the number of a killed one is not taken for the holder',
  () => {
    const sleeper = spawn('sleep', ['60']);
    children.push(sleeper);
    writeFileSync(lock(), String(sleeper.pid));
    lockDataDir(dataDir);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
  },
);

test('a portal that got the number of its killed self, as in a container, takes its folder again', () => {
  writeFileSync(lock(), String(process.pid));
  lockDataDir(dataDir);
});

test.each(['', '0', '-1', 'x', '99999999'])(
  'a lock that says "%s" names nobody and is taken over',
  (text) => {
    writeFileSync(lock(), text);
    lockDataDir(dataDir);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
  },
);

test('of eight portals that find the lock of a killed one together, one takes the folder', async () => {
  writeFileSync(lock(), '99999999');
  const said = await Promise.all(Array.from({ length: 8 }, () => startHolder().said));
  expect(said.filter((line) => line === 'taken')).toHaveLength(1);
  for (const line of said) expect(line).toMatch(/^(taken|The data folder .*)$/);
});
