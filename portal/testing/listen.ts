import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { TestPortal } from './test-portal.ts';

/** Lets a test's portal be called over real HTTP, such as by the sandbox's webhooks. */
export async function listen(portal: TestPortal): Promise<{ url: string; close(): void }> {
  const server = createAdaptorServer({ fetch: portal.app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}
