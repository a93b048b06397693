import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { EmulatorReady } from './emulator-ready.ts';
import { middleOf } from './middle.ts';

/** How long pages took, from the call to the last byte, and how large they were as sent. */
export type PageTimes = { pages: number; perSecond: number; median: number; worst: number; bytes: number };

type Server = Pick<EmulatorReady, 'url' | 'tenantId' | 'accessToken'>;

/** The path of a page of 1,000 invoices under `/api.xro/2.0/`. */
export function pagePath(page: number): string {
  return `Invoices?page=${page}&pageSize=1000`;
}

/** Reads so many pages one after the other over one connection, as bytes. */
export async function readPages(
  server: Server,
  pages: number,
  encoding: 'identity' | 'gzip',
): Promise<PageTimes> {
  // A connection of its own: one kept from earlier pages is closed by its server when it has idled for seconds.
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let bytes = 0;
  for (let page = 1; page <= pages; page += 1) {
    const started = performance.now();
    bytes += (await read(server, pagePath(page), encoding, agent)).length;
    times.push(performance.now() - started);
  }
  agent.destroy();
  const total = times.reduce((sum, each) => sum + each, 0);
  return {
    pages,
    perSecond: (pages * 1000) / total,
    median: middleOf(times),
    worst: Math.max(...times),
    bytes: bytes / pages,
  };
}

/** What a path under `/api.xro/2.0/` answers, as text. */
export async function readText(server: Server, path: string): Promise<string> {
  return (await read(server, path, 'identity', false)).toString();
}

async function read(
  { url, tenantId, accessToken }: Server,
  path: string,
  encoding: string,
  agent: Agent | false,
): Promise<Buffer> {
  const call = request(`${url}/api.xro/2.0/${path}`, {
    agent,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'xero-tenant-id': tenantId,
      accept: 'application/json',
      'accept-encoding': encoding,
    },
  });
  call.end();
  const [answer] = await once(call, 'response');
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  const body = Buffer.concat(parts);
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${body}`);
  return body;
}
