import type { Answer } from '../answer.ts';
import type { Target } from '../target.ts';
import { exchange } from '../wire.ts';

/** How a call to the token endpoint names the app: Basic with both parts raw or form-url-encoded, or in the body. */
export type ClientAuthentication = 'basic' | 'basic encoded' | 'body';

/** Calls the token endpoint. An app without a secret names itself in the body. */
export function callTokenEndpoint(
  target: Target,
  fields: Readonly<Record<string, string>>,
  how: ClientAuthentication = 'basic',
  secret = target.clientSecret,
): Promise<Answer> {
  const body = new URLSearchParams(fields);
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
  if (how === 'body' || secret === '') {
    body.set('client_id', target.clientId);
    if (secret !== '') body.set('client_secret', secret);
  } else {
    const encode = how === 'basic' ? (part: string) => part : formEncoded;
    headers.authorization = `Basic ${Buffer.from(`${encode(target.clientId)}:${encode(secret)}`).toString('base64')}`;
  }
  return exchange(`${target.identity}/connect/token`, { method: 'POST', headers, body: body.toString() });
}

function formEncoded(part: string): string {
  // Every octet as %XX would be in order too; a server that only decodes what it must gets to show it.
  return new URLSearchParams({ part }).toString().slice('part='.length).replaceAll('-', '%2D');
}
