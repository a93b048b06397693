import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What a receiver answered to one call. */
export interface Answer {
  /** Null when there was no answer in time. */
  readonly status: number | null;
  readonly hasBody: boolean;
  readonly hasCookies: boolean;
  /** Why there was no answer. */
  readonly problem: string | null;
  /** How long it took, in real milliseconds. */
  readonly ms: number;
}

/**
 * Sends one call with Xero's headers and waits for the whole answer, at most `timeoutMs` of real time. Never ends in
 * an error, and follows no redirect.
 */
export async function post(
  url: string,
  body: string,
  signature: string,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<Answer> {
  const started = performance.now();
  const spent = () => Math.round((performance.now() - started) * 100) / 100;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await exchange(url, body, signature, AbortSignal.any([timeout, stop]));
    return { ...answer, problem: null, ms: spent() };
  } catch (error) {
    const problem = timeout.aborted ? `No response within ${timeoutMs / 1000} seconds` : reasonOf(error);
    return { status: null, hasBody: false, hasCookies: false, problem, ms: spent() };
  }
}

async function exchange(url: string, body: string, signature: string, signal: AbortSignal) {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const call = request(url, {
    method: 'POST',
    // An agent of its own: no connection is left open, and no proxy of the machine gets in between.
    agent: false,
    signal,
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip,deflate',
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-xero-signature': signature,
    },
  });
  const answered = once(call, 'response', { signal });
  call.on('error', () => undefined).end(body);
  const [response] = await answered;
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return {
    status: Number(response.statusCode),
    hasBody: bytes > 0,
    hasCookies: response.headers['set-cookie'] !== undefined,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return `No response: ${error.code}`;
  return `No response: ${error instanceof Error ? error.message : error}`;
}
