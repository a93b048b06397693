import { createRoute } from '@hono/zod-openapi';
import { type App, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { listOf } from '../shapes.ts';
import { listMails } from './list.ts';
import { mail, mailQuery } from './schemas.ts';

/** The mailbox: what the portal has written to people. */
export function noticeRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/mails',
      request: { query: mailQuery },
      responses: { 200: json('The mails, newest first, for staff', listOf(mail)), ...problem },
    }),
    async (context) =>
      context.json(await listMails(services, signedIn(context), context.req.valid('query')), 200),
  );
  return router;
}
