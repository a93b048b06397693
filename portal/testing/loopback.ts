import { once } from 'node:events';
import type { Server } from 'node:net';

/** Lets a server listen on loopback, at a free port. @returns the port */
export async function listenOnLoopback(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

/** The same for a server of HTTP; `close` ends its connections too. */
export async function serveOnLoopback(server: Server): Promise<{ url: string; close(): void }> {
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
        server.closeAllConnections();
    },
  };
}
