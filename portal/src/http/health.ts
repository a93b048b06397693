import { sql } from 'kysely';
import { registry } from '../metrics.ts';
import type { Services } from '../services.ts';
import { type App, createRouter } from './context.ts';

/** `/healthz`: this process lives; `/readyz`: it reaches its store; `/metrics`: Prometheus text. */
export function healthRoutes(services: Services): App {
  const router = createRouter();
  router.get('/healthz', (context) => context.text('ok\n'));
  router.get('/readyz', async (context) => {
    try {
      await services.store.system((query) => sql`select 1`.execute(query));
      return context.text('ready\n');
    } catch (error) {
      services.log.warn({ err: error }, 'the store cannot be reached');
      return context.text('The store cannot be reached.\n', 503);
    }
  });
  router.get('/metrics', async (context) =>
    context.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
  );
  return router;
}
