import { once } from 'node:events';
import type { Server } from 'node:net';
import type { createAdaptorServer } from '@hono/node-server';
import type { SandboxTls } from './tls/sandbox-tls.ts';

/** What answers the requests of a server. */
export type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** A server that listens. */
export interface Serving {
  /** The address for http. */
  readonly url: string;
  readonly tls?: SandboxTls;
  /** Ends it and every connection to it. */
  close(): Promise<void>;
}

/** Where to listen, and whether with TLS. */
export interface ServeOptions {
  readonly host: string;
  readonly port?: number;
  readonly stateFile?: string;
  readonly tls?: boolean | { readonly directory: string };
}

/** Waits until a server listens and answers with its address for http; ends in an error when the port is taken. */
export async function listen(
  server: Pick<Server, 'listen' | 'address'> & NodeJS.EventEmitter,
  options: ServeOptions,
): Promise<string> {
  const { host, port = 0 } = options;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
