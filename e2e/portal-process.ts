import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A portal in a process of its own, as its user starts it. */
export type PortalProcess = { url: string; output(): string; stop(): Promise<void> };

/** Starts the portal on this port with its own data folder, and waits until it says that it is ready. */
export async function startPortal(port: number, environment: Record<string, string>): Promise<PortalProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledgerport-e2e-'));
  const child = spawn(process.execPath, ['--import', './tools/require-node.mjs', 'portal/src/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('ready')) resolve();
      });
    child.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${output}`)));
  });
  await ready;
  return {
    url: `http://localhost:${port}`,
    output: () => output,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
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
