import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { bytesOf, respondBytes } from './bytes.ts';
import { type Context, findBooks } from './context.ts';
import type { FaultEffect } from './faults/fault.ts';
import type { Seen } from './faults/match.ts';
import { moveRows } from './faults/move-rows.ts';
import { READY_MADE } from './faults/ready-made.ts';
import { safeBody, safeForm, safeHeaders } from './log/redact.ts';

const compress = promisify(gzip);

const BODY_KEPT = 10_000;

/** What left the sandbox for one call. */
interface Sent {
  readonly status: number | null;
  readonly bytes: number;
}

type Http = HonoContext<{ Bindings: HttpBindings }>;

/** Around everything that Xero itself would answer: faults strike here, bodies are compressed, calls are logged. */
export function xeroSurface(context: Context): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const time = context.clock.now().toISOString();
    const started = performance.now();
    const headers = c.req.header();
    const body = Buffer.from(await c.req.arrayBuffer());
    const tenantId = headers['xero-tenant-id']?.trim() || null;
    const struck = context.faults.strike(see(context, c.req.method, url, headers, body));
    const sent = await answer(context, c, next, struck?.effect);
    const kept = context.keepBodies && body.length > 0;
    context.log.add({
      time,
      method: c.req.method,
      path: url.pathname,
      query: safeForm(url.search.slice(1)),
      headers: safeHeaders(headers),
      ...sent,
      bytesIn: body.length || Number(headers['content-length'] ?? 0),
      ms: Math.round((performance.now() - started) * 100) / 100,
      tenantId,
      fault: struck?.id ?? null,
      ...(kept && { body: safeBody(body.toString(), headers['content-type'] ?? '', BODY_KEPT) }),
    });
  };
}

function see(
  context: Context,
  method: string,
  url: URL,
  headers: Record<string, string>,
  body: Buffer,
): Seen {
  const tenantId = headers['xero-tenant-id']?.trim() ?? '';
  const name = findBooks(context, tenantId)?.organisation.name;
  return {
    method,
    path: url.pathname + url.search,
    query: url.searchParams,
    tenants: [tenantId.toLowerCase(), ...(name === undefined ? [] : [name])],
    headers,
    body: body.toString(),
  };
}

async function answer(
  context: Context,
  c: Http,
  next: () => Promise<void>,
  named: FaultEffect | undefined,
): Promise<Sent> {
  const effect = typeof named === 'string' ? READY_MADE[named] : named;
  const late = context.latency.next();
  if (effect && 'status' in effect) {
    await pause(late);
    replace(c, new Response(effect.body ?? null, { status: effect.status, headers: effect.headers ?? {} }));
    return { status: effect.status, bytes: Buffer.byteLength(effect.body ?? '') };
  }
  if (effect && 'drop' in effect && effect.drop === 'before') return drop(c);
  if (effect && 'delayMs' in effect && effect.delay === 'before') await pause(effect.delayMs);
  if (effect && 'when' in effect && effect.when === 'before') await interfere(context, c, effect);
  await next();
  if (effect && !('when' in effect && effect.when === 'before')) await interfere(context, c, effect);
  if (effect && 'garbage' in effect) spoil(c);
  const body = await finish(c);
  await pause(late);
  if (effect && 'drop' in effect) return drop(c);
  if (effect && 'delayMs' in effect && effect.delay !== 'before') await pause(effect.delayMs);
  if (effect && 'cutBodyAt' in effect) return cut(c, body.subarray(0, effect.cutBodyAt));
  if (effect && 'stallMs' in effect) return stall(c, body, effect.stallMs);
  return { status: c.res.status, bytes: body.length };
}

/** Slow is real time on the wire, whatever the sandbox's clock says. It keeps no process alive. */
async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { ref: false });
}

/** Rows move while the call is under way, or what a test wants to happen then happens. */
async function interfere(context: Context, c: Http, effect: FaultEffect): Promise<void> {
  if (typeof effect === 'string') return;
  if ('act' in effect) await effect.act();
  if (!('touch' in effect)) return;
  const books = findBooks(context, c.req.header('xero-tenant-id')?.trim() ?? '');
  if (!books) return;
  const text = effect.when === 'before' ? '' : await c.res.clone().text();
  moveRows(books, effect.touch, text, context.faults.random);
  context.state.saveSoon();
}

function spoil(c: Http): void {
  const { status, headers } = c.res;
  replace(c, new Response('{"Id":"\u0000\u0001, <b>', { status, headers }));
}

/** Compresses the body when the caller takes gzip and it is worth it; answers with the bytes that will be sent. */
async function finish(c: Http): Promise<Buffer<ArrayBuffer>> {
  const { status, headers } = c.res;
  let body = await bytesOf(c.res);
  const wanted = /\bgzip\b/i.test(c.req.header('accept-encoding') ?? '');
  if (wanted && body.length > 1024) {
    body = await compress(body, { level: 1 });
    headers.set('content-encoding', 'gzip');
    headers.set('vary', 'Accept-Encoding');
  }
  if (body.length > 0) headers.set('content-length', String(body.length));
  const init = { status, headers };
  replace(c, body.length > 0 ? respondBytes(body, init) : new Response(null, init));
  return body;
}

function drop(c: Http): Sent {
  c.env.outgoing.destroy();
  replace(c, RESPONSE_ALREADY_SENT);
  return { status: null, bytes: 0 };
}

async function cut(c: Http, body: Buffer): Promise<Sent> {
  const { outgoing } = c.env;
  const status = writeHead(c);
  await new Promise((flushed) => {
    outgoing.write(body, flushed);
  });
  outgoing.destroy();
  return { status, bytes: body.length };
}

async function stall(c: Http, body: Buffer, milliseconds: number): Promise<Sent> {
  const { outgoing } = c.env;
  const status = writeHead(c);
  outgoing.flushHeaders();
  await pause(milliseconds);
  // A caller that gave up has closed the connection; ending it again harms nothing.
  outgoing.end(body);
  return { status, bytes: body.length };
}

/** Sends the status and headers past the framework, which from then on sends nothing itself. */
function writeHead(c: Http): number {
  const { status } = c.res;
  c.env.outgoing.writeHead(status, Object.fromEntries(c.res.headers));
  replace(c, RESPONSE_ALREADY_SENT);
  return status;
}

/** Hono copies the old response's headers onto a new one unless the old one is taken away first. */
function replace(c: Http, response: Response): void {
  c.res = undefined;
  c.res = response;
}
