import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import type { Context } from './context.ts';
import type { FaultEffect } from './faults/faults.ts';

const compress = promisify(gzip);

/** What left the sandbox for one call. */
interface Sent {
  readonly status: number | null;
  readonly bytes: number;
}

type Http = HonoContext<{ Bindings: HttpBindings }>;

/** Around everything that Xero itself would answer: faults strike here, bodies are compressed, calls are logged. */
export function xeroSurface(context: Context): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const time = context.clock.now().toISOString();
    const started = performance.now();
    const effect = context.faults.strike(c.req.method, pathname + search);
    const sent = await answer(c, next, effect);
    const { authorization, cookie, ...headers } = c.req.header();
    context.log.add({
      time,
      method: c.req.method,
      path: pathname,
      query: search.slice(1),
      headers,
      ...sent,
      ms: Math.round((performance.now() - started) * 100) / 100,
      tenantId: headers['xero-tenant-id'] ?? null,
    });
  };
}

async function answer(c: Http, next: () => Promise<void>, effect: FaultEffect | undefined): Promise<Sent> {
  if (effect && 'status' in effect) {
    replace(c, new Response(effect.body ?? null, { status: effect.status, headers: effect.headers ?? {} }));
    return { status: effect.status, bytes: Buffer.byteLength(effect.body ?? '') };
  }
  if (effect && 'drop' in effect && effect.drop === 'before') return drop(c);
  await next();
  const body = await finish(c);
  if (!effect) return { status: c.res.status, bytes: body.length };
  if ('drop' in effect) return drop(c);
  // A slow answer is real time on the wire, whatever the sandbox's clock says.
  if ('delayMs' in effect) await sleep(effect.delayMs);
  if ('cutBodyAt' in effect) return cut(c, body.subarray(0, effect.cutBodyAt));
  return { status: c.res.status, bytes: body.length };
}

/** Compresses the body when the caller takes gzip and it is worth it; answers with the bytes that will be sent. */
async function finish(c: Http): Promise<Buffer<ArrayBuffer>> {
  const { status, headers } = c.res;
  let body = Buffer.from(await c.res.arrayBuffer());
  const wanted = /\bgzip\b/i.test(c.req.header('accept-encoding') ?? '');
  if (wanted && body.length > 1024) {
    body = await compress(body, { level: 1 });
    headers.set('content-encoding', 'gzip');
    headers.set('vary', 'Accept-Encoding');
  }
  if (body.length > 0) headers.set('content-length', String(body.length));
  replace(c, new Response(body.length > 0 ? body : null, { status, headers }));
  return body;
}

function drop(c: Http): Sent {
  c.env.outgoing.destroy();
  replace(c, RESPONSE_ALREADY_SENT);
  return { status: null, bytes: 0 };
}

async function cut(c: Http, body: Buffer): Promise<Sent> {
  const { outgoing } = c.env;
  const { status } = c.res;
  outgoing.writeHead(status, Object.fromEntries(c.res.headers));
  await new Promise((flushed) => {
    outgoing.write(body, flushed);
  });
  outgoing.destroy();
  replace(c, RESPONSE_ALREADY_SENT);
  return { status, bytes: body.length };
}

/** Hono copies the old response's headers onto a new one unless the old one is taken away first. */
function replace(c: Http, response: Response): void {
  c.res = undefined;
  c.res = response;
}
