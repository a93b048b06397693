import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { XeroError } from '../error.ts';

const unzip = promisify(gunzip);
const LARGEST_BODY = 256 * 1024 * 1024;

export type HttpRequest = {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: http.OutgoingHttpHeaders;
  body?: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

/** `bytes` counts the body as it came over the wire, which is what Xero bills: compressed. */
export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer; bytes: number };

/**
 * Sends one request and reads the whole answer, whatever its status.
 * Node's fetch is not used: it hides how many bytes came over the wire, and ends the process when a connection
 * closes while an answer is not yet read (https://github.com/nodejs/undici/issues/5360).
 * Throws XeroError `unavailable` when no whole answer arrives in time, or the reason of the caller's signal.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  // A network time-out is about the real network: it runs on real time even where the clock is simulated.
  const timeout = AbortSignal.timeout(request.timeoutMs);
  try {
    const answer = await exchange(
      request,
      AbortSignal.any([timeout, ...(request.signal ? [request.signal] : [])]),
    );
    return { ...answer, body: await decode(answer) };
  } catch (cause) {
    request.signal?.throwIfAborted();
    const message = timeout.aborted
      ? `Xero did not answer within ${request.timeoutMs / 1000} seconds.`
      : 'The connection to Xero failed before its answer was complete.';
    throw new XeroError('unavailable', message, { cause });
  }
}

function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const { request: open } = request.url.startsWith('https:') ? https : http;
  const headers = { 'Accept-Encoding': 'gzip', ...request.headers };
  const call = open(request.url, { method: request.method, headers, signal }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', reject);
    answer.on('end', () => {
      const body = Buffer.concat(chunks);
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, bytes: body.length });
    });
  });
  call.on('error', reject);
  call.end(request.body);
  return promise;
}

function decode({ headers, body }: HttpAnswer): Promise<Buffer> | Buffer {
  const isGzip = headers['content-encoding']?.toLowerCase() === 'gzip' && body.length > 0;
  return isGzip ? unzip(body, { maxOutputLength: LARGEST_BODY }) : body;
}

/** One header's value whatever it was sent like; null when it is absent. */
export function header(answer: HttpAnswer, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A header that counts something; null when it is absent or not a whole number. */
export function headerNumber(answer: HttpAnswer, name: string): number | null {
  const value = header(answer, name);
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}
