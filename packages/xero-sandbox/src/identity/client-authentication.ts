import { timingSafeEqual } from 'node:crypto';
import type { SandboxApp } from './app.ts';

/** How a call to the token endpoint names its app. */
export type ClientCheck = 'ok' | 'invalid_client' | 'unauthorized_client';

/**
 * Checks HTTP Basic (both parts raw, or form-url-encoded as openid-client sends them), or `client_id` and
 * `client_secret` in the body. An app without a secret sends its `client_id` alone.
 */
export function checkClient(
  app: SandboxApp,
  authorization: string | undefined,
  body: URLSearchParams,
): ClientCheck {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return check(app, body.get('client_id') ?? '', body.get('client_secret') ?? '');
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const raw = check(app, id, secret.join(':'));
  return raw === 'ok' ? raw : check(app, formDecoded(id), formDecoded(secret.join(':')));
}

function check(app: SandboxApp, id: string, secret: string): ClientCheck {
  if (id !== app.clientId) return 'unauthorized_client';
  const [given, wanted] = [Buffer.from(secret), Buffer.from(app.clientSecret)];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? 'ok' : 'invalid_client';
}

function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text}`).get('value') ?? '';
}
