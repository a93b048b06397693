import { createRoute } from '@hono/zod-openapi';
import { type App, body, createRouter, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { changePassword } from './change-password.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { changePasswordInput, forgottenPasswordInput, resetPasswordInput } from './schemas.ts';

/** Changing a password, and choosing another when it is forgotten. */
export function passwordRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/password/forgotten',
      request: { body: body(forgottenPasswordInput) },
      responses: { 202: { description: 'A link is mailed if the address has an account' }, ...problem },
    }),
    async (context) => {
      const clientAddress = context.get('clientAddress');
      await requestPasswordReset(services, { ...context.req.valid('json'), clientAddress });
      return context.body(null, 202);
    },
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/password/reset',
      request: { body: body(resetPasswordInput) },
      responses: { 204: { description: 'The password is set, and every session has ended' }, ...problem },
    }),
    async (context) => {
      await resetPassword(services, context.req.valid('json'));
      return context.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/password/change',
      request: { body: body(changePasswordInput) },
      responses: { 204: { description: 'The password is changed; other sessions have ended' }, ...problem },
    }),
    async (context) => {
      const actor = signedIn(context);
      const sessionToken = context.get('sessionToken') ?? '';
      await changePassword(services, actor, { ...context.req.valid('json'), sessionToken });
      return context.body(null, 204);
    },
  );
  return router;
}
