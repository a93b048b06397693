import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { registry } from '../metrics.ts';
import type { Services } from '../services.ts';
import { type App, createRouter } from './context.ts';

/** Whoever probes gives up after a few seconds, and a server that vanished answers nothing at all. */
const LONGEST_ANSWER_MS = 2_000;

/** `/healthz`: this process lives; `/readyz`: it reaches its store; `/metrics`: Prometheus text. */
export function healthRoutes(services: Services): App {
  const router = createRouter();
  router.get('/healthz', (context) => context.text('ok\n'));
  router.get('/readyz', async (context) => {
    try {
      const asked = services.store.system((query) => sql`select 1`.execute(query));
      await Promise.race([asked, giveUp()]);
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

async function giveUp(): Promise<never> {
  await wait(LONGEST_ANSWER_MS, undefined, { ref: false });
  throw new Error(`The store did not answer within ${LONGEST_ANSWER_MS} ms.`);
}
