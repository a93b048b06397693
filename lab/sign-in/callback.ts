import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A walk for a person: shows the address, and waits on this machine for the browser to come back. Ends in
 * an error when the port is taken or the run is interrupted.
 */
export async function waitForCallback(
  authoriseAddress: string,
  redirectUri: string,
  show: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const { hostname, port, pathname } = new URL(redirectUri);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', redirectUri);
    const here = address.pathname === pathname;
    response.writeHead(here ? 200 : 404, {
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    });
    response.end(here ? 'The lab has what it needs. You can close this page.\n' : 'Not here.\n');
    if (here) resolve(address.href);
  });
  const stop = () => reject(new Error('The run was interrupted before anybody signed in.'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    server.listen(Number(port || 80), hostname);
    await once(server, 'listening');
    show(`Open this address, sign in and choose a Demo Company:\n\n  ${authoriseAddress}\n`);
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    server.close();
    server.closeAllConnections();
  }
}
