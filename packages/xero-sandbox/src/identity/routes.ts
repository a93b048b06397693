import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context as HonoContext } from 'hono';
import { accessProblem, notFound, tokenExpired } from '../answers.ts';
import type { Context } from '../context.ts';
import { AuthoriseProblem, beginAuthorisation, continueAuthorisation } from './authorise-request.ts';
import { checkClient } from './client-authentication.ts';
import { deleteConnection, listConnections } from './connections.ts';
import { allow, ConnectionLimitProblem, ConsentProblem, deny } from './consent.ts';
import { discovery } from './discovery.ts';
import {
  connectionLimitPage,
  consentPage,
  endSessionPage,
  errorPage,
  forgottenPasswordPage,
  loginPage,
} from './pages.ts';
import { exchange } from './token-endpoint.ts';
import { readBearer } from './tokens.ts';

/** Xero's identity server: discovery, the sign-in and consent pages, tokens, revocation and connections. */
export function identityRoutes(context: Context): Hono<{ Bindings: HttpBindings }> {
  const { identity } = context;
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get('/.well-known/openid-configuration', (c) => c.json(discovery(new URL(c.req.url))));
  routes.get('/.well-known/openid-configuration/jwks', async (c) =>
    c.json({ keys: [(await identity.key()).publicJwk] }),
  );

  const authorise = (c: HonoContext) => {
    const visit = beginAuthorisation(identity, new URL(c.req.url).searchParams);
    return c.html(loginPage(identity, visit));
  };
  routes.get('/identity/connect/authorize', authorise);
  routes.get('/connect/authorize', authorise);

  routes.post('/identity/login', async (c) => {
    const form = await formOf(c);
    const visit = continueAuthorisation(identity, form.get('authorisation') ?? '');
    const email = form.get('email')?.trim() ?? '';
    const user = identity.users.find((each) => each.email.toLowerCase() === email.toLowerCase());
    if (!user || user.password !== form.get('password')) {
      return c.html(loginPage(identity, visit, email, 'Your email or password is incorrect'));
    }
    identity.authorisations.set(visit.id, { ...visit, userId: user.id });
    return c.redirect(`/identity/consent?authorisation=${visit.id}`, 303);
  });

  routes.get('/identity/consent', (c) => {
    const visit = continueAuthorisation(identity, c.req.query('authorisation') ?? '');
    const user = identity.user(visit.userId ?? '');
    return c.html(user ? consentPage(identity, visit, user) : loginPage(identity, visit));
  });

  routes.post('/identity/consent', async (c) => {
    const form = await formOf(c);
    const visit = continueAuthorisation(identity, form.get('authorisation') ?? '');
    const user = identity.user(visit.userId ?? '');
    if (!user) return c.html(loginPage(identity, visit));
    if (form.get('action') !== 'allow') return c.redirect(deny(identity, visit));
    try {
      const tenantId = form.get('tenantId') ?? '';
      const { callbackForm } = context.switches;
      const target = allow(identity, visit, user, tenantId, context.limiter.connections, callbackForm);
      await context.state.save();
      return c.redirect(target);
    } catch (error) {
      if (error instanceof ConnectionLimitProblem)
        return c.html(connectionLimitPage(identity, visit, error.limit), 400);
      if (error instanceof ConsentProblem) return c.html(consentPage(identity, visit, user, error.message));
      throw error;
    }
  });

  routes.get('/identity/forgotten-password', (c) => c.html(forgottenPasswordPage(identity)));

  routes.post('/connect/token', async (c) => {
    const form = await formOf(c);
    const answer = await exchange(identity, c.req.header('authorization'), form, context.switches);
    // On disk before it is handed out: a client must never hold a token that a restart forgets.
    await context.state.save();
    if ('error' in answer) return refused(context, c, String(answer.error));
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  });

  routes.post('/connect/revocation', async (c) => {
    const form = await formOf(c);
    const client = checkClient(identity.app, c.req.header('authorization'), form);
    if (client !== 'ok') return refused(context, c, client);
    const token = identity.refreshTokens.get(form.get('token') ?? '');
    if (token) identity.revoke(token.userId);
    await context.state.save();
    return c.body(null, 200);
  });

  routes.on(['GET', 'POST'], '/connect/endsession', (c) => c.html(endSessionPage()));

  routes.on(['GET', 'POST'], '/connect/userinfo', async (c) => {
    const user = await signedIn(context, c);
    if (user instanceof Response) return user;
    const { id, email, name } = identity.user(user) ?? { id: user, email: '', name: '' };
    return c.json({ sub: id.replaceAll('-', ''), xero_userid: id, email, name });
  });

  routes.get('/connections', async (c) => {
    const user = await signedIn(context, c);
    if (user instanceof Response) return user;
    const named = [...new URL(c.req.url).searchParams].find(([name]) => name.toLowerCase() === 'autheventid');
    return c.json(listConnections(identity, user, named?.[1]));
  });

  routes.delete('/connections/:id', async (c) => {
    const user = await signedIn(context, c);
    if (user instanceof Response) return user;
    const status = deleteConnection(identity, user, c.req.param('id'));
    if (status === 403) return accessProblem(403, 'AuthenticationUnsuccessful');
    if (status === 404) return notFound();
    await context.state.save();
    return c.body(null, 204);
  });

  routes.onError((error, c) => {
    if (error instanceof AuthoriseProblem) return c.html(errorPage(error.message), 400);
    throw error;
  });
  return routes;
}

/** An OAuth 2.0 error; whether a wrong secret is a 400 or a 401 is a switch. */
function refused(context: Context, c: HonoContext, error: string): Response {
  const status = error === 'invalid_client' ? context.switches.invalidClientStatus : 400;
  const headers = { 'cache-control': 'no-store', ...(status === 401 && { 'www-authenticate': 'Basic' }) };
  return c.json({ error }, status, headers);
}

/** The user id behind a bearer token, or the 401 to answer with. */
async function signedIn(context: Context, c: HonoContext): Promise<string | Response> {
  const bearer = await readBearer(context.identity, c.req.header('authorization'));
  if (bearer.kind === 'expired') return tokenExpired(bearer.at);
  if (bearer.kind === 'invalid') return accessProblem(401, 'AuthenticationUnsuccessful');
  return bearer.userId;
}

async function formOf(c: HonoContext): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}
