import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';

/** Serves the built pages; an address that is no file is a page's own, so it gets the page's shell. */
export function webPages(pagesDir: string): MiddlewareHandler {
  const shell = readFileSync(join(pagesDir, 'index.html'), 'utf8');
  const files = serveStatic({
    root: pagesDir,
    onFound: (path, context) => {
      // File names under assets carry a hash of their content, so they never change.
      const lasting = path.includes('/assets/');
      context.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return async (context, next) => {
    if (context.req.path !== '/' && /\.[a-z0-9]+$/i.test(context.req.path)) return await files(context, next);
    return context.html(shell, 200, { 'Cache-Control': 'no-cache' });
  };
}
