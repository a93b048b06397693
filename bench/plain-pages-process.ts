import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { EmulatorReady } from './emulator-ready.ts';
import { pagePath, readText } from './pages.ts';
import { readInput, serve } from './processes.ts';

const compress = promisify(gzip);

/**
 * The other way to answer pages: what a page shows is there as objects, and each answer writes all of it as JSON
 * anew. It does less than the sandbox does: no tokens, no limits, no log, nothing to find or to put in order.
 */
const { sandbox, pages } = readInput<{ sandbox: EmulatorReady; pages: number }>();
const kept = new Map<string, object>();
for (let page = 1; page <= pages; page += 1) {
  const path = pagePath(page);
  kept.set(`/api.xro/2.0/${path}`, JSON.parse(await readText(sandbox, path)) as object);
}
const server = createServer(async (request, response) => {
  const body = Buffer.from(JSON.stringify(kept.get(request.url ?? '') ?? {}));
  const zipped = request.headers['accept-encoding'] === 'gzip';
  const headers = { 'content-type': 'application/json', ...(zipped && { 'content-encoding': 'gzip' }) };
  response.writeHead(200, headers).end(zipped ? await compress(body) : body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  serve<object>(
    { ...sandbox, url },
    async () => ({}),
    async () => void server.close(),
  );
});
