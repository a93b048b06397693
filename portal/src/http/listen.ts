import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { messageOf } from '../message-of.ts';

/** How long a request in hand may take to be answered when the process stops, which has ten seconds in all. */
const LONGEST_ANSWER_MS = 5_000;

/**
 * Answers requests on this port. @returns a function that takes no more of them, answers those in hand, and ends
 * streams of events, which their pages open again elsewhere. @throws Error with one line when the port cannot be used
 */
export async function listen(
  port: number,
  host: string,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<() => Promise<void>> {
  // Without TLS of its own the adaptor makes a server of node:http.
  const server = createAdaptorServer({ fetch }) as Server;
  const inHand = new Set<ServerResponse>();
  const streams = new Set<ServerResponse>();
  server.on('request', (request, response) => {
    const all = request.headers.accept === 'text/event-stream' ? streams : inHand;
    all.add(response);
    response.once('close', () => all.delete(response));
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(`PORT ${port} on HOST ${host} cannot be used: ${messageOf(error)}`);
  });
  return async () => {
    server.close();
    for (const stream of streams) stream.destroy();
    const answered = Promise.all([...inHand].map((response) => once(response, 'close')));
    await Promise.race([answered, wait(LONGEST_ANSWER_MS, undefined, { ref: false })]);
    server.closeAllConnections();
  };
}
