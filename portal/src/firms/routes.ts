import { createRoute, z } from '@hono/zod-openapi';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf } from '../shapes.ts';
import { createFirm } from './create.ts';
import { getFirm } from './get.ts';
import { listFirms } from './list.ts';
import { firm, firmDetail, firmHealth, firmInput, firmQuery } from './schemas.ts';

/** The firms as their provider's staff and their own people see them. */
export function firmRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/firms',
      request: { query: firmQuery },
      responses: { 200: json('The firms and how each is doing, for staff', listOf(firmHealth)), ...problem },
    }),
    async (context) =>
      context.json(await listFirms(services, signedIn(context), context.req.valid('query')), 200),
  );
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/firms',
      request: { body: body(firmInput) },
      responses: { 201: json('The new firm', firm), ...problem },
    }),
    async (context) =>
      context.json(await createFirm(services, signedIn(context), context.req.valid('json')), 201),
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/firms/{firmId}',
      request: { params: z.object({ firmId: identifier }) },
      responses: { 200: json('One firm', firmDetail), ...problem },
    }),
    async (context) =>
      context.json(await getFirm(services, signedIn(context), context.req.valid('param').firmId), 200),
  );
  return router;
}
