import { createRoute } from '@hono/zod-openapi';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import { giveSessionCookie, takeSessionCookie } from '../http/session.ts';
import type { Services } from '../services.ts';
import { getSignedInUser } from './get-signed-in-user.ts';
import { sessionAnswer, signInInput } from './schemas.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';

/** Signing in and out. */
export function sessionRoutes(services: Services): App {
  const { publicUrl } = services.config;
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/session',
      responses: { 200: json('Who is signed in', sessionAnswer), ...problem },
    }),
    async (context) => context.json({ user: await getSignedInUser(services, signedIn(context).userId) }, 200),
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      request: { body: body(signInInput) },
      responses: { 200: json('Signed in; the answer sets the session’s cookie', sessionAnswer), ...problem },
    }),
    async (context) => {
      const clientAddress = context.get('clientAddress');
      const session = await signIn(services, { ...context.req.valid('json'), clientAddress });
      const before = context.get('sessionToken');
      if (before) await signOut(services, before);
      giveSessionCookie(context, publicUrl, session.token, session.endsAt);
      return context.json({ user: await getSignedInUser(services, session.userId) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'delete',
      path: '/api/session',
      responses: { 204: { description: 'Signed out, on this device' }, ...problem },
    }),
    async (context) => {
      const token = context.get('sessionToken');
      if (token) await signOut(services, token);
      takeSessionCookie(context, publicUrl);
      return context.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: 'delete',
      path: '/api/sessions',
      responses: { 204: { description: 'Signed out, on every device' }, ...problem },
    }),
    async (context) => {
      await signOutEverywhere(services, signedIn(context));
      takeSessionCookie(context, publicUrl);
      return context.body(null, 204);
    },
  );
  return router;
}
