import { once } from 'node:events';
import { createServer as createHttps } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import type { Fetch } from '../listen.ts';
import type { Certified } from './certificates.ts';
import { XERO_HOSTS } from './hosts.ts';

/** The first byte of every TLS connection; no HTTP method begins with it. */
const HANDSHAKE = 0x16;

/**
 * One server for http, https and CONNECT on one port. CONNECT leads to Xero's three hosts only, which are this server
 * itself, so that nobody can use it to get anywhere else.
 */
export function createTlsServer(fetch: Fetch, { cert, key }: Certified): Server {
  const options = { fetch, overrideGlobalObjects: false };
  const plain = createAdaptorServer(options);
  const secure = createAdaptorServer({ ...options, createServer: createHttps, serverOptions: { cert, key } });
  plain.on('connect', (request: { url: string }, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!XERO_HOSTS.some((host) => request.url === `${host}:443`)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    secure.emit('connection', socket);
  });
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    void firstByte(socket).then((byte) => {
      if (byte === undefined) socket.destroy();
      else (byte === HANDSHAKE ? secure : plain).emit('connection', socket);
    });
  });
}

/** Looks at a connection's first byte and leaves it in place; undefined when it ends before there is one. */
async function firstByte(socket: Socket): Promise<number | undefined> {
  await Promise.race([once(socket, 'readable'), once(socket, 'close')]).catch(() => undefined);
  const chunk: Buffer | null = socket.read();
  if (!chunk) return undefined;
  socket.unshift(chunk);
  return chunk[0];
}
