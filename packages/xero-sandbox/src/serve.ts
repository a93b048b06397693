import { createAdaptorServer } from '@hono/node-server';
import { type Fetch, listen, type ServeOptions, type Serving } from './listen.ts';

/** Serves over http, and with TLS over https too. Ends in an error when the port is taken. */
export async function serve(fetch: Fetch, options: ServeOptions): Promise<Serving> {
  // Loaded when it is wanted only: the certificate library takes ten times as long as a small sandbox.
  if (options.tls) return (await import('./tls/serve-tls.ts')).serveTls(fetch, options);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  const url = await listen(server, options);
  return {
    url,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}
