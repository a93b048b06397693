import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf } from '../shapes.ts';
import { getSyncRun, listSetAside, listSetAsideOfRun, listSyncRuns } from './history.ts';
import { exportSyncRuns } from './history-csv.ts';
import { listBooksChecks } from './reconcile/list-checks.ts';
import { rereadRecord } from './reread-record.ts';
import { retrySetAsideRecord } from './retry-record.ts';
import {
  booksCheck,
  booksCheckQuery,
  rereadAnswer,
  retryInput,
  setAsideRecord,
  syncInput,
  syncQuery,
  syncRun,
  syncStarted,
} from './schemas.ts';
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
      request: { ...byId, query: syncQuery },
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
      const items = await listSetAsideOfRun(services, signedIn(context), context.req.valid('param').id);
      return context.json({ items, nextCursor: null }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/integrations/{id}/syncs.csv',
      summary: 'The history of runs as CSV',
      request: { ...byId, query: syncQuery.omit({ limit: true, cursor: true }) },
      responses: {
        200: { description: 'The runs', content: { 'text/csv': { schema: z.string() } } },
        ...problem,
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const csv = await exportSyncRuns(services, signedIn(context), id, context.req.valid('query'));
      return context.body(csv, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="sync-history.csv"',
        'Cache-Control': 'private, no-store',
      });
    },
  );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/integrations/{id}/set-aside',
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
      method: 'post',
      path: '/api/integrations/{id}/set-aside/retry',
      summary: 'Ask Xero again for a record that could not be understood',
      request: { ...byId, body: body(retryInput) },
      responses: { 200: json('What came of it', rereadAnswer), ...problem },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await retrySetAsideRecord(services, signedIn(context), id, context.req.valid('json')),
        200,
      );
    },
  );
  for (const entity of ['customers', 'invoices'] as const)
    router.openapi(
      createRoute({
        method: 'post',
        path: `/api/${entity}/{id}/reread`,
        summary: 'Read this one again from Xero',
        request: byId,
        responses: { 200: json('What came of it', rereadAnswer), ...problem },
      }),
      async (context) =>
        context.json(
          await rereadRecord(services, signedIn(context), entity, context.req.valid('param').id),
          200,
        ),
    );
  router.openapi(
    createRoute({
      method: 'get',
      path: '/api/integrations/{id}/books-checks',
      summary: 'How often the books were compared, and what came out',
      request: { ...byId, query: booksCheckQuery },
      responses: { 200: json('Comparisons, newest first', listOf(booksCheck)), ...problem },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await listBooksChecks(services, signedIn(context), id, context.req.valid('query')),
        200,
      );
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
