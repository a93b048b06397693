import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Aim } from './reading/aims.ts';
import type { Reading } from './reading/measure.ts';

const run = promisify(execFile);

test('the benchmark measures every way on a small organisation, and an unchanged one costs no more calls than aimed at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledgerport-bench-test-'));
  try {
    const out = join(folder, 'results.json');
    const { stdout } = await run(
      process.execPath,
      [new URL('run.ts', import.meta.url).pathname, 'reading', '--invoices', '200', '--out', out],
      { env: { ...process.env, NODE_NO_WARNINGS: '1' } },
    );
    const { readings, aims } = JSON.parse(await readFile(out, 'utf8')) as {
      readings: Reading[];
      aims: Aim[];
    };
    expect(new Set(readings.map(({ way }) => way))).toEqual(new Set(['ledgerport', 'tap-xero', 'xero-node']));
    for (const { way } of readings) expect(stdout).toContain(`200 ${way}`);
    const calls = aims.filter(({ aim }) => /nothing changed|webhooks/.test(aim));
    expect(calls.map(({ isMet }) => isMet)).toEqual([true, true]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 240_000);
