import { createServer, type IncomingMessage, request } from 'node:http';
import { serveOnLoopback } from './loopback.ts';

/**
 * Stands between the portal and a Xero at `url` and tells what goes over the wire, in both directions: the bodies as
 * text, also of answers that are cut off. What fails behind it fails before it.
 */
export async function overhear(
  url: string,
  tell: (body: string) => void,
): Promise<{ url: string; close(): void }> {
  const server = createServer((asked, answer) => {
    const { host: _, 'accept-encoding': __, ...headers } = asked.headers;
    const onward = request(new URL(asked.url ?? '', url), { method: asked.method, headers });
    onward.on('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      pass(answered, (chunk) => answer.write(chunk), tell);
      answered.on('end', () => (answered.complete ? answer.end() : answer.destroy()));
      answered.on('error', () => answer.destroy());
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    pass(asked, (chunk) => onward.write(chunk), tell);
    asked.on('end', () => onward.end());
  });
  return await serveOnLoopback(server);
}

function pass(from: IncomingMessage, on: (chunk: Buffer) => void, tell: (body: string) => void): void {
  const chunks: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    on(chunk);
  });
  from.on('close', () => tell(Buffer.concat(chunks).toString()));
}
