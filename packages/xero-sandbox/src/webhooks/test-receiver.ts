import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Sandbox } from '../start.ts';
import type { WebhookEvent } from './event.ts';

/** One call as the receiver saw it. */
export interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The raw body. */
  readonly body: string;
  /** Whether the signature fits the raw body. */
  readonly signed: boolean;
}

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A server that receives webhooks; tests change how it answers by assigning `answer`. */
export interface Receiver {
  readonly url: string;
  readonly calls: Received[];
  answer: (call: Received) => Reply | 'never';
  close(): void;
}

/** What Xero wants to hear. */
export function well({ signed }: Received): Reply {
  return { status: signed ? 200 : 401 };
}

/** Passes the intent to receive and then fails every batch. */
export function badly(call: Received): Reply {
  return { status: call.body.startsWith('{"events":[]') ? well(call).status : 503 };
}

export async function startReceiver(key: string): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const { method, headers } = request;
    const signed = headers['x-xero-signature'] === createHmac('sha256', key).update(raw).digest('base64');
    const call = { method, headers, body: raw.toString('utf8'), signed };
    receiver.calls.push(call);
    const reply = receiver.answer(call);
    if (reply !== 'never') response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/webhooks`,
    calls: [],
    answer: well,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

export interface Payload {
  readonly events: WebhookEvent[];
  readonly firstEventSequence: number;
  readonly lastEventSequence: number;
}

/** The batches that arrived, the calls of the intent to receive left out. */
export function batches(receiver: Receiver): Payload[] {
  return receiver.calls
    .map(({ body }): Payload => JSON.parse(body))
    .filter(({ events }) => events.length > 0);
}

/** Category and type of all that arrived since the last look, once nothing is on its way any more. */
export async function arrivals(sandbox: Sandbox, receiver: Receiver): Promise<string[]> {
  await sandbox.webhooks.settled();
  const events = batches(receiver).flatMap((batch) => batch.events);
  receiver.calls.length = 0;
  return events.map(({ eventCategory, eventType }) => `${eventCategory} ${eventType}`);
}
