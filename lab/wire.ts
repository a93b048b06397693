import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Answer, answerOf } from './answer.ts';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

const PATIENCE_MS = 60_000;

/** Nobody answered: the address, and what went wrong in a few words. */
class Unreachable extends Error {
  constructor(url: string, error: unknown) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    super(`${new URL(url).host} did not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'Unreachable';
  }
}

/** One call, redirects not followed. Ends in Unreachable when no whole answer came within a minute. */
export async function exchange(url: string, sent: Sent = {}): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: sent.method ?? 'GET',
      headers: { ...sent.headers },
      ...(sent.body !== undefined && { body: sent.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answerOf(response.status, response.headers, await response.text());
  } catch (error) {
    throw new Unreachable(url, error);
  }
}

/** The same with exactly these headers: fetch allows no body on a GET and always sends an Accept of its own. */
export async function exchangeExactly(url: string, sent: Sent): Promise<Answer> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const outgoing = send(url, { method: sent.method ?? 'GET', headers: { ...sent.headers }, agent: false });
  outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('nothing for a minute')));
  try {
    outgoing.end(sent.body);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    let body = '';
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
    const headers = new Headers();
    for (const [name, values] of Object.entries(incoming.headersDistinct))
      for (const value of values ?? []) headers.append(name, value);
    return answerOf(incoming.statusCode ?? 0, headers, body);
  } catch (error) {
    throw new Unreachable(url, error);
  }
}
