import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import {
  basic,
  CALLBACK,
  connect,
  exchangeCode,
  newCode,
  pkce,
  refresh,
  SCOPES,
  token,
} from '../test-client.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'First', contacts: 2, invoices: 3 }],
    app: { clientSecret: 'a+b/c=d&e:f%20g' },
  });
});

afterAll(() => sandbox.close());

const INVALID_GRANT = { status: 400, body: { error: 'invalid_grant' } };

test('1: discovery names Xero as issuer, usable endpoints and a key that verifies the id token', async () => {
  const response = await fetch(`${sandbox.url}/.well-known/openid-configuration`);
  const document = (await response.json()) as Record<string, string>;
  expect(document.issuer).toBe('https://identity.xero.com');
  expect(document.code_challenge_methods_supported).toEqual(['S256']);
  const { tokens } = await connect(sandbox);
  const keys = createRemoteJWKSet(new URL(document.jwks_uri ?? ''));
  for (const [name, address] of Object.entries(document)) {
    if (!name.endsWith('_endpoint')) continue;
    const method = /token|revocation/.test(name) ? 'POST' : 'GET';
    expect((await fetch(address, { method })).status).not.toBe(404);
  }
  const { payload } = await jwtVerify(tokens.id_token, keys, {
    issuer: 'https://identity.xero.com',
    audience: sandbox.app.clientId,
  });
  expect(payload).toMatchObject({ email: 'accountant@demo.example', given_name: 'Ana', family_name: 'Tane' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
});

test('6: a code works once', async () => {
  const code = await newCode(sandbox);
  expect((await exchangeCode(sandbox, code)).status).toBe(200);
  expect(await exchangeCode(sandbox, code)).toEqual(INVALID_GRANT);
});

test('6: a code is over after five minutes, and is bound to its redirect address', async () => {
  const late = await newCode(sandbox);
  sandbox.clock.advance(5 * MINUTE);
  expect(await exchangeCode(sandbox, late)).toEqual(INVALID_GRANT);
  const code = await newCode(sandbox);
  const elsewhere = { redirect_uri: CALLBACK.replace('3000', '3001') };
  expect(await exchangeCode(sandbox, code, elsewhere)).toEqual(INVALID_GRANT);
});

test('7: a wrong or missing verifier is an invalid grant, the right one is not', async () => {
  const { verifier, challenge } = pkce();
  const parameters = { code_challenge: challenge, code_challenge_method: 'S256' };
  const wrong = { code_verifier: pkce().verifier };
  expect(await exchangeCode(sandbox, await newCode(sandbox, parameters), wrong)).toEqual(INVALID_GRANT);
  expect(await exchangeCode(sandbox, await newCode(sandbox, parameters))).toEqual(INVALID_GRANT);
  const right = await exchangeCode(sandbox, await newCode(sandbox, parameters), { code_verifier: verifier });
  expect(right.status).toBe(200);
});

test('7: an app without a secret needs a challenge, S256 only, and no secret', async () => {
  const pkceSandbox = await startSandbox({
    organisations: [{ name: 'First', contacts: 1, invoices: 0 }],
    app: { clientSecret: '' },
  });
  await expect(newCode(pkceSandbox)).rejects.toThrow('code challenge required');
  const { verifier, challenge } = pkce();
  const plain = { code_challenge: verifier, code_challenge_method: 'plain' };
  await expect(newCode(pkceSandbox, plain)).rejects.toThrow('Transform algorithm');
  const code = await newCode(pkceSandbox, { code_challenge: challenge, code_challenge_method: 'S256' });
  const client_id = pkceSandbox.app.clientId;
  const body = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: verifier,
    client_id,
  };
  const { status, body: tokens } = await token(pkceSandbox, body, {});
  expect(status).toBe(200);
  const again = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id };
  expect((await token(pkceSandbox, again, {})).status).toBe(200);
  await pkceSandbox.close();
});

test('8: the secret may come raw, form-url-encoded or in the body; a wrong one is an invalid client', async () => {
  const { clientId, clientSecret } = sandbox.app;
  const body = { grant_type: 'client_credentials', scope: 'accounting.invoices' };
  const encoded = new URLSearchParams({ secret: clientSecret }).toString().slice('secret='.length);
  expect((await token(sandbox, body, basic(clientId, clientSecret))).status).toBe(200);
  expect((await token(sandbox, body, basic(clientId, encoded))).status).toBe(200);
  expect(
    (await token(sandbox, { ...body, client_id: clientId, client_secret: clientSecret }, {})).status,
  ).toBe(200);
  const wrong = await token(sandbox, body, basic(clientId, 'wrong'));
  expect(wrong).toEqual({ status: 400, body: { error: 'invalid_client' } });
  sandbox.switches.invalidClientStatus = 401;
  const unauthorised = await token(sandbox, body, basic(clientId, 'wrong'));
  expect(unauthorised).toEqual({ status: 401, body: { error: 'invalid_client' } });
  sandbox.switches.invalidClientStatus = 400;
  const stranger = await token(sandbox, body, basic('stranger', clientSecret));
  expect(stranger).toEqual({ status: 400, body: { error: 'unauthorized_client' } });
});

test('9: no refresh token without offline_access and no id token without openid', async () => {
  const fresh = await startSandbox({ organisations: [{ name: 'First', contacts: 1, invoices: 0 }] });
  const { tokens } = await connect(fresh, undefined, 'accounting.invoices.read');
  expect(tokens.refresh_token).toBeUndefined();
  expect(tokens.id_token).toBeUndefined();
  await fresh.close();
});

test('10: the access token lives 1800 s and names its consent, user, client and scopes', async () => {
  const { tokens } = await connect(sandbox);
  expect(tokens.expires_in).toBe(1800);
  const claims = decodeJwt(tokens.access_token);
  expect(claims).toMatchObject({
    iss: 'https://identity.xero.com',
    aud: 'https://identity.xero.com/resources',
    client_id: sandbox.app.clientId,
    scope: SCOPES.split(' '),
  });
  const event = claims.authentication_event_id;
  const response = await fetch(`${sandbox.url}/connections?authEventId=${event}`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  expect(await response.json()).toMatchObject([{ authEventId: event, tenantName: 'First' }]);
});

test('11: a refresh rotates, and the old token works for 30 more minutes', async () => {
  const { tokens } = await connect(sandbox);
  const second = await refresh(sandbox, tokens.refresh_token);
  expect(second.body.refresh_token).not.toBe(tokens.refresh_token);
  sandbox.clock.advance(30 * MINUTE - 5_000);
  const recovered = await refresh(sandbox, tokens.refresh_token);
  expect(recovered.status).toBe(200);
  sandbox.clock.advance(10_000);
  expect(await refresh(sandbox, tokens.refresh_token)).toEqual(INVALID_GRANT);
  expect((await refresh(sandbox, recovered.body.refresh_token)).status).toBe(200);
});

test('11: inside the grace an old token gives another pair, and every pair works', async () => {
  const { tokens } = await connect(sandbox);
  const [one, two] = [
    await refresh(sandbox, tokens.refresh_token),
    await refresh(sandbox, tokens.refresh_token),
  ];
  expect(one.body.refresh_token).not.toBe(two.body.refresh_token);
  for (const { body } of [one, two]) expect((await refresh(sandbox, body.refresh_token)).status).toBe(200);
});

test('11: switched to the same pair, an old token gives the first answer again, also to two that come at once', async () => {
  sandbox.switches.refreshInGrace = 'same-pair';
  const { tokens } = await connect(sandbox);
  const [one, two] = await Promise.all([
    refresh(sandbox, tokens.refresh_token),
    refresh(sandbox, tokens.refresh_token),
  ]);
  expect(two.body).toEqual(one.body);
  sandbox.clock.advance(10 * MINUTE);
  const late = await refresh(sandbox, tokens.refresh_token);
  expect(late.body.access_token).toBe(one.body.access_token);
  expect(late.body.expires_in).toBeLessThanOrEqual(20 * 60);
  sandbox.clock.advance(21 * MINUTE);
  expect(await refresh(sandbox, tokens.refresh_token)).toEqual(INVALID_GRANT);
  sandbox.switches.refreshInGrace = 'another-pair';
});

test('12: a refresh token unused for 60 days is over', async () => {
  const { tokens } = await connect(sandbox);
  sandbox.clock.advance(60 * DAY - 60_000);
  const { body, status } = await refresh(sandbox, tokens.refresh_token);
  expect(status).toBe(200);
  sandbox.clock.advance(60 * DAY + 1_000);
  expect(await refresh(sandbox, body.refresh_token)).toEqual(INVALID_GRANT);
});

test('17: client credentials take scope and the SDK’s scopes, and give no refresh token', async () => {
  const grant_type = 'client_credentials';
  const usual = await token(sandbox, { grant_type, scope: 'accounting.invoices accounting.contacts' });
  const sdk = await token(sandbox, { grant_type, scopes: 'accounting.invoices,accounting.contacts' });
  for (const { status, body } of [usual, sdk]) {
    expect(status).toBe(200);
    expect(body.scope).toBe('accounting.invoices accounting.contacts');
    expect(body.refresh_token).toBeUndefined();
  }
  const bearer = { authorization: `Bearer ${usual.body.access_token}` };
  expect(await (await fetch(`${sandbox.url}/connections`, { headers: bearer })).json()).toEqual([]);
});

test('an unknown grant type is refused', async () => {
  expect((await token(sandbox, { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
});

test('scopes add up over several visits of one user', async () => {
  const fresh = await startSandbox({ organisations: [{ name: 'First', contacts: 1, invoices: 0 }] });
  await connect(fresh, undefined, 'offline_access accounting.contacts.read');
  const { tokens } = await connect(fresh, undefined, 'accounting.invoices.read');
  expect(tokens.scope).toBe('offline_access accounting.contacts.read accounting.invoices.read');
  await fresh.close();
});

test('userinfo says who stands behind a token', async () => {
  const { tokens } = await connect(sandbox);
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const response = await fetch(`${sandbox.url}/connect/userinfo`, { headers });
  expect(await response.json()).toMatchObject({ email: 'accountant@demo.example', name: 'Ana Tane' });
  expect((await fetch(`${sandbox.url}/connect/userinfo`)).status).toBe(401);
});
