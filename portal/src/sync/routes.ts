import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf, listQuery } from '../shapes.ts';
import { getSyncRun, listSetAside, listSyncRuns } from './history.ts';
import { setAsideRecord, syncInput, syncRun, syncStarted, syncStatus } from './schemas.ts';
import { syncNow } from './sync-now.ts';
import { watchSyncRun } from './watch.ts';

const byId = { params: z.object({ id: identifier }) };

/** Sync Now, the history of runs, one run, and a run as it goes. */
export function syncRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: 'post',
      path: '/api/integrations/{id}/syncs',
      summary: 'Sync Now: start a run, or join the one under way',
      request: { ...byId, body: { ...body(syncInput), required: false } },
      responses: { 202: json('The run', syncStarted), ...problem },
    }),
    async (context) => {
      // A body is optional here, so a request without one carries no content type and is not parsed.
      const { full = false } = context.req.header('content-type') ? context.req.valid('json') : {};
      const run = await syncNow(services, signedIn(context), context.req.valid('param').id, { full });
      return context.json({ id: run.id, status: run.status }, 202);
    },
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/integrations/{id}/syncs',
      summary: 'The runs of an integration, newest first',
      request: { ...byId, query: listQuery.extend({ status: syncStatus.optional() }) },
      responses: { 200: json('Runs', listOf(syncRun)), ...problem },
    }),
    async (context) =>
      context.json(
        await listSyncRuns(
          services,
          signedIn(context),
          context.req.valid('param').id,
          context.req.valid('query'),
        ),
        200,
      ),
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/syncs/{id}',
      summary: 'One run',
      request: byId,
      responses: { 200: json('The run', syncRun), ...problem },
    }),
    async (context) =>
      context.json(await getSyncRun(services, signedIn(context), context.req.valid('param').id), 200),
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/syncs/{id}/set-aside',
      summary: 'Records that could not be understood',
      request: byId,
      responses: { 200: json('Records', listOf(setAsideRecord)), ...problem },
    }),
    async (context) => {
      const items = await listSetAside(services, signedIn(context), context.req.valid('param').id);
      return context.json({ items, nextCursor: null }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/syncs/{id}/events',
      summary: 'A run as it goes: server-sent events named `sync`, each a run, until it has ended',
      request: byId,
      responses: {
        200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
        ...problem,
      },
    }),
    async (context) => {
      const actor = signedIn(context);
      const { id } = context.req.valid('param');
      await getSyncRun(services, actor, id);
      return streamSSE(
        context,
        async (stream) => {
          const gone = new AbortController();
          stream.onAbort(() => gone.abort());
          for await (const run of watchSyncRun(services, actor, id, gone.signal))
            await stream.writeSSE({ event: 'sync', data: JSON.stringify(run) });
        },
        async (error) => services.log.warn({ err: error, runId: id }, 'showing a run as it goes broke off'),
      );
    },
  );
  return router;
}
