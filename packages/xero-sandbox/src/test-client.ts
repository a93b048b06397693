import { createHash, randomBytes } from 'node:crypto';
import type { Sandbox } from './start.ts';

/** The address that the tests' app registered. */
export const CALLBACK = 'http://localhost:3000/xero/callback';

export const SCOPES =
  'openid profile email offline_access accounting.invoices accounting.contacts.read accounting.settings.read';

/** Everything that can be read of the Accounting API, except the journals, which only the Advanced tier has. */
export const READ_SCOPES = ['invoices', 'payments', 'banktransactions', 'contacts', 'settings', 'attachments']
  .map((name) => `accounting.${name}.read`)
  .join(' ');

export interface TokenBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly error: string;
}

/** The address to send a browser to. */
export function authoriseUrl(sandbox: Sandbox, parameters: Record<string, string> = {}): string {
  const url = new URL('/identity/connect/authorize', sandbox.url);
  const all = {
    response_type: 'code',
    client_id: sandbox.app.clientId,
    redirect_uri: CALLBACK,
    scope: SCOPES,
    state: 'a state',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.href;
}

/** A verifier and its S256 challenge. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

/** Calls the token endpoint with the app's own Basic authentication unless other headers are given. */
export async function token(
  sandbox: Sandbox,
  body: Record<string, string>,
  headers: Record<string, string> = basic(sandbox.app.clientId, sandbox.app.clientSecret),
): Promise<{ status: number; body: TokenBody }> {
  const response = await fetch(`${sandbox.url}/connect/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(body),
  });
  return { status: response.status, body: (await response.json()) as TokenBody };
}

/** Walks the pages and answers with the code of the callback. */
export async function newCode(
  sandbox: Sandbox,
  parameters: Record<string, string> = {},
  organisation?: string,
): Promise<string> {
  const callback = await sandbox.authorise(
    authoriseUrl(sandbox, parameters),
    organisation ? { organisation } : {},
  );
  return new URL(callback).searchParams.get('code') ?? '';
}

export async function exchangeCode(sandbox: Sandbox, code: string, extra: Record<string, string> = {}) {
  return token(sandbox, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...extra });
}

export async function refresh(sandbox: Sandbox, refreshToken: string) {
  return token(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** An app that is connected to one organisation and can call the API. */
export interface Connected {
  readonly tenantId: string;
  readonly tokens: TokenBody;
  /** A path under /api.xro/2.0/ with its query. */
  call(path: string, headers?: Record<string, string>, init?: RequestInit): Promise<Response>;
  json(path: string, headers?: Record<string, string>): Promise<Envelope>;
}

/** An answer's rows are whatever the test expects; a missing field shows as undefined. */
export interface Envelope {
  readonly pagination?: { page: number; pageSize: number; pageCount: number; itemCount: number };
  readonly [collection: string]: unknown;
}

export async function connect(sandbox: Sandbox, organisation?: string, scope = SCOPES): Promise<Connected> {
  const code = await newCode(sandbox, { scope }, organisation);
  const { body: tokens } = await exchangeCode(sandbox, code);
  const tenantId = organisation
    ? (sandbox.organisations.find(({ name }) => name === organisation)?.tenantId ?? '')
    : (sandbox.organisations[0]?.tenantId ?? '');
  const call: Connected['call'] = (path, headers = {}, init = {}) =>
    fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${tokens.access_token}`,
        accept: 'application/json',
        'xero-tenant-id': tenantId,
        ...headers,
      },
    });
  return {
    tenantId,
    tokens,
    call,
    async json(path, headers) {
      const response = await call(path, headers);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Envelope;
    },
  };
}

/** The rows of an envelope's collection. */
export function rows(envelope: Envelope, collection: string): Record<string, unknown>[] {
  return envelope[collection] as Record<string, unknown>[];
}
