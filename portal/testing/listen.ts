import { createAdaptorServer } from '@hono/node-server';
import { serveOnLoopback } from './loopback.ts';
import type { TestPortal } from './test-portal.ts';

/** Lets a test's portal be called over real HTTP, such as by the sandbox's webhooks. */
export async function listen(portal: TestPortal): Promise<{ url: string; close(): void }> {
  return await serveOnLoopback(createAdaptorServer({ fetch: portal.app.fetch }));
}
