import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Handler, json, serve } from '../testing/http-server.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import { READ_SCOPES } from './scopes.ts';
import { createXeroOAuth } from './xero-oauth.ts';

const REDIRECT = 'https://portal.example.com/callback';
const CLAIMS = { authentication_event_id: 'event-1', xero_userid: 'user-1', scope: ['offline_access'] };
const JWT = `x.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.x`;
const TOKENS = { access_token: JWT, expires_in: 1800, token_type: 'Bearer', refresh_token: 'new-refresh' };

async function client(handler: Handler, timeoutMs?: number) {
  const addresses = await serve(handler);
  const clock = createVirtualClock();
  const credentials = { clientId: 'the app', clientSecret: 's:e%c' };
  const oauth = createXeroOAuth({ ...credentials, addresses, clock, ...(timeoutMs ? { timeoutMs } : {}) });
  return { oauth, addresses, clock };
}

const callback = (query: string) => ({
  callbackUrl: `http://inside:3000/callback?${query}`,
  redirectUri: REDIRECT,
  expectedState: 'the-state',
  codeVerifier: 'v'.repeat(43),
});

describe('starting a sign-in', () => {
  test('check 6: sends the person to Xero with a state and a PKCE challenge of S256', async () => {
    const { oauth, addresses } = await client(() => {});
    const { url, state, codeVerifier } = await oauth.start({ redirectUri: REDIRECT, scopes: READ_SCOPES });
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe(`${addresses.loginUrl}/identity/connect/authorize`);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'the app',
      redirect_uri: REDIRECT,
      scope: READ_SCOPES.join(' '),
      state,
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(Buffer.from(state, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect((await oauth.start({ redirectUri: REDIRECT, scopes: READ_SCOPES })).state).not.toBe(state);
  });
});

describe('finishing a sign-in', () => {
  test('exchanges the code with the registered redirect address, the verifier and HTTP Basic', async () => {
    let seen: { url: string | undefined; body: string; authorization: string | undefined } | null = null;
    const { oauth, clock } = await client((request, response, body) => {
      seen = { url: request.url, body, authorization: request.headers.authorization };
      json(response, { ...TOKENS, scope: 'offline_access accounting.contacts.read' });
    });
    const tokens = await oauth.finish(callback('code=abc&state=the-state&session_state=z'));
    expect(tokens).toEqual({
      accessToken: JWT,
      refreshToken: 'new-refresh',
      expiresAt: new Date(clock.now().getTime() + 1_800_000),
      scopes: ['offline_access', 'accounting.contacts.read'],
      authenticationEventId: 'event-1',
    });
    const { url, body, authorization } = seen ?? { url: '', body: '', authorization: '' };
    expect(url).toBe('/connect/token');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'authorization_code',
      code: 'abc',
      redirect_uri: REDIRECT,
      code_verifier: 'v'.repeat(43),
    });
    expect(authorization).toBe(`Basic ${Buffer.from('the+app:s%3Ae%25c').toString('base64')}`);
  });

  test.each(['code=abc', 'code=abc&state=another', 'error=access_denied&state=another'])(
    'refuses a callback with "%s" and asks Xero nothing',
    async (query) => {
      let calls = 0;
      const { oauth } = await client((_request, response) => {
        calls += 1;
        json(response, TOKENS);
      });
      await expect(oauth.finish(callback(query))).rejects.toMatchObject({
        name: 'XeroError',
        kind: 'rejected',
      });
      expect(calls).toBe(0);
    },
  );

  test('tells a denial from a failure', async () => {
    const { oauth } = await client(() => {});
    const denied = oauth.finish(callback('error=access_denied&error_description=no&state=the-state'));
    await expect(denied).rejects.toMatchObject({ kind: 'denied' });
    const failed = oauth.finish(callback('error=server_error&state=the-state'));
    await expect(failed).rejects.toMatchObject({ kind: 'rejected' });
  });

  test('refuses tokens without lasting access', async () => {
    const { oauth } = await client((_request, response) =>
      json(response, { access_token: 'a', token_type: 'Bearer' }),
    );
    await expect(oauth.finish(callback('code=a&state=the-state'))).rejects.toMatchObject({
      kind: 'unexpected',
    });
  });
});

describe('refreshing', () => {
  test('keeps the old refresh token when the answer brings none, and takes an opaque access token', async () => {
    const { oauth } = await client((_request, response) =>
      json(response, { access_token: 'opaque', token_type: 'Bearer' }),
    );
    expect(await oauth.refresh('old-refresh')).toMatchObject({
      accessToken: 'opaque',
      refreshToken: 'old-refresh',
      scopes: [],
      authenticationEventId: null,
    });
  });

  test('means "reconnect" by invalid_grant and by nothing else', async () => {
    const answers: [number, string, string, string][] = [
      [400, 'application/json', '{"error":"invalid_grant"}', 'reconnect'],
      [400, 'application/json', '{"error":"invalid_client"}', 'rejected'],
      [401, 'application/json', '{"error":"invalid_client"}', 'rejected'],
      [500, 'application/json', '{"error":"invalid_grant"}', 'unavailable'],
      [503, 'text/plain', 'The Xero API is temporarily unavailable', 'unavailable'],
      [200, 'text/html', '<html>', 'unavailable'],
      [429, 'text/plain', '', 'rate_limited'],
      [200, 'application/json', '{}', 'unavailable'],
      [400, 'application/json', 'nonsense', 'unexpected'],
      [200, 'application/json', '{"access_token":"a","token_ty', 'unavailable'],
      [200, 'application/json', '', 'unavailable'],
      [200, 'text/plain', 'ok', 'unavailable'],
    ];
    for (const [status, type, body, kind] of answers) {
      const { oauth } = await client((_request, response) => {
        response.writeHead(status, { 'content-type': type });
        response.end(body);
      });
      await expect(oauth.refresh('the-old-secret'), `${status} ${body}`).rejects.toMatchObject({
        name: 'XeroError',
        kind,
      });
      await expect(oauth.refresh('the-old-secret')).rejects.not.toThrow(/the-old-secret/);
    }
  });

  test('a long page in place of tokens, whose connection ends before anyone reads it, is an answer like any other', async () => {
    const { oauth } = await client((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/html', connection: 'close' });
      response.end('x'.repeat(64 * 1024));
    });
    await expect(oauth.refresh('the-old-secret')).rejects.toMatchObject({ kind: 'unavailable', status: 503 });
  });

  test('tells by a challenge that the app itself was refused', async () => {
    const { oauth } = await client((_request, response) => {
      response
        .writeHead(401, { 'www-authenticate': 'Basic realm="identity"' })
        .end('{"error":"invalid_client"}');
    });
    await expect(oauth.refresh('r')).rejects.toMatchObject({ kind: 'rejected', status: 401 });
  });

  test('may be tried again soon after an answer that broke off', async () => {
    const { oauth } = await client((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"access_token":', () => response.destroy());
    });
    await expect(oauth.refresh('r')).rejects.toMatchObject({ kind: 'unavailable', canPass: true });
  });

  test('calls a silent or dead server unavailable', async () => {
    const { oauth: waiting } = await client(() => {}, 200);
    await expect(waiting.refresh('r')).rejects.toMatchObject({ kind: 'unavailable', canPass: true });
    const { oauth: dead } = await client((request) => request.socket.destroy());
    await expect(dead.refresh('r')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

test('revoking names the refresh token to the revocation endpoint', async () => {
  let seen = '';
  const { oauth } = await client((request, response, body) => {
    seen = `${request.url} ${new URLSearchParams(body).get('token')}`;
    response.end();
  });
  await oauth.revoke('refresh');
  expect(seen).toBe('/connect/revocation refresh');
});

describe('connections', () => {
  const sent = {
    id: 'e1eede29-f875-4a5d-8470-17f6a29a88b1',
    authEventId: 'd99ecdfe-391d-43d2-b834-17636ba90e8d',
    tenantId: '70784a63-d24b-46a9-a4db-0e70a274b056',
    tenantType: 'ORGANISATION',
    tenantName: 'Maple Florists Ltd',
    createdDateUtc: '2019-07-09T23:40:30.1833130',
    updatedDateUtc: '2020-05-15T01:35:13.8491980',
  };

  test('lists the organisations of one consent, also after a failure that passed', async () => {
    const urls: (string | undefined)[] = [];
    const { oauth, clock } = await client((request, response) => {
      urls.push(request.url);
      if (urls.length === 1) json(response, 'busy', 503);
      else json(response, [sent]);
    });
    const [connection] = await clock.run(oauth.connections('token', { authEventId: 'event 1' }));
    expect(urls).toEqual(Array(2).fill('/connections?authEventId=event%201'));
    expect(connection).toEqual({
      id: sent.id,
      authEventId: sent.authEventId,
      tenantId: sent.tenantId,
      tenantType: 'ORGANISATION',
      tenantName: 'Maple Florists Ltd',
      createdAt: new Date('2019-07-09T23:40:30.183Z'),
      updatedAt: new Date('2020-05-15T01:35:13.849Z'),
    });
  });

  test('takes an empty list for what it is and nonsense for nonsense', async () => {
    const { oauth } = await client((_request, response) => json(response, []));
    expect(await oauth.connections('token')).toEqual([]);
    const { oauth: broken } = await client((_request, response) => json(response, { connections: [] }));
    await expect(broken.connections('token')).rejects.toMatchObject({ kind: 'unexpected' });
  });

  test('disconnects by the connection id', async () => {
    let seen = '';
    const { oauth } = await client((request, response) => {
      seen = `${request.method} ${request.url} ${request.headers.authorization}`;
      response.writeHead(204).end();
    });
    await oauth.disconnect('token', sent.id);
    expect(seen).toBe(`DELETE /connections/${sent.id} Bearer token`);
  });
});
