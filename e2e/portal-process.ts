import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A portal in a process of its own, as its user starts it. */
export type PortalProcess = {
  url: string;
  pid: number;
  output(): string;
  /** Ends it in order; answers its exit code, or null when it was killed. The data folder stays only if it was given. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

/** Starts the portal on this port, in a data folder of its own unless `DATA_DIR` is given, and waits until it is ready. */
export async function startPortal(port: number, environment: Record<string, string>): Promise<PortalProcess> {
  const dataDir = environment.DATA_DIR ?? newDataDir();
  const child = spawnPortal({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...environment });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('is ready')) resolve();
      });
    child.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${output}`)));
  });
  await ready;
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await ended;
      }
      if (!environment.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

/** Starts a portal that is to end by itself, and waits for that. */
export async function runPortal(
  environment: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnPortal(environment);
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => stream && text(stream)),
  );
  await ended;
  return { code: child.exitCode, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** A data folder that a portal may be started on more than once. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'ledgerport-e2e-'));
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const closed = once(server, 'close');
  server.close();
  await closed;
  if (!address || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

function spawnPortal(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', './tools/require-node.mjs', 'portal/src/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
