import { sql } from 'kysely';
import type { Services } from '../services.ts';
import { type App, createRouter } from './context.ts';
import { metrics } from './metrics.ts';

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
    context.text(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }),
  );
  return router;
}
