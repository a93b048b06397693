import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { PortalError } from '../errors.ts';
import { type App, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier } from '../shapes.ts';
import { LARGEST_FILE } from './read-csv.ts';
import { type UploadKind, uploadQuery, uploadReport } from './schemas.ts';
import { upload } from './upload.ts';

const PATH = '/api/integrations/{id}/uploads';

const route = (kind: UploadKind) =>
  createRoute({
    method: 'post',
    path: `${PATH}/${kind}`,
    tags: ['Uploads'],
    summary: `Check a CSV file of ${kind}, and with confirm store it`,
    request: {
      params: z.object({ id: identifier }),
      query: uploadQuery,
      body: { content: { 'text/csv': { schema: z.string().openapi({ format: 'binary' }) } } },
    },
    responses: { 200: json('Line by line what is wrong, and what the file does', uploadReport), ...problem },
  });

/** Files of customers and invoices over HTTP, for firms whose books are not in Xero yet. */
export function uploadRoutes(services: Services): App {
  const router = createRouter();
  router.use('/api/integrations/:id/uploads/*', async (c, next) => {
    signedIn(c);
    await next();
  });
  router.use(
    '/api/integrations/:id/uploads/*',
    bodyLimit({
      maxSize: LARGEST_FILE,
      onError: () => {
        throw new PortalError(
          'invalid_input',
          'The file is larger than 20 MB. Nothing was stored. Split it into several files.',
        );
      },
    }),
  );
  for (const kind of ['customers', 'invoices'] as const)
    router.openapi(route(kind), async (c) => {
      const read = async () => new Uint8Array(await c.req.arrayBuffer());
      const { id } = c.req.valid('param');
      return c.json(await upload(services, signedIn(c), id, kind, c.req.valid('query'), read), 200);
    });
  return router;
}
