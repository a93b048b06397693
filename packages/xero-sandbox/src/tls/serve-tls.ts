import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fetch, listen, type ServeOptions, type Serving } from '../listen.ts';
import { isLoopback } from '../same-origin.ts';
import { openAuthority } from './authority.ts';
import { createTlsServer } from './tls-server.ts';

/**
 * Serves http, https and CONNECT to Xero's three hosts on one port of loopback. Ends in an error when the address is
 * not of loopback, the port is taken, or the authority's directory cannot be written.
 */
export async function serveTls(fetch: Fetch, options: ServeOptions): Promise<Serving> {
  const { host, tls, stateFile } = options;
  if (!isLoopback(host)) throw new Error('With TLS the sandbox listens on loopback only.');
  const kept = typeof tls === 'object' ? tls.directory : stateFile && `${stateFile}.tls`;
  const directory = kept ?? (await mkdtemp(join(tmpdir(), 'xero-sandbox-')));
  const trust = await openAuthority(directory);
  const server = createTlsServer(fetch, trust);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const url = await listen(server, options);
  return {
    url,
    tls: {
      url: url.replace('http:', 'https:'),
      caFile: trust.caFile,
      environment: {
        NODE_USE_ENV_PROXY: '1',
        HTTPS_PROXY: url,
        https_proxy: url,
        NO_PROXY: 'localhost,127.0.0.1',
        no_proxy: 'localhost,127.0.0.1',
        NODE_EXTRA_CA_CERTS: trust.caFile,
      },
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (kept === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
