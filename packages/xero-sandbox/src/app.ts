import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { accountantRoutes } from './accountant/routes.ts';
import { accountingRoutes } from './accounting/routes.ts';
import type { Context } from './context.ts';
import { controlRoutes } from './control/routes.ts';
import { controlRoomRoutes } from './control-room/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { STYLE } from './pages/style.ts';
import { isLoopback, loopbackNamesOnly, sameOrigin } from './same-origin.ts';
import { xeroSurface } from './surface.ts';
import { asThatHost, XERO_HOSTS } from './tls/hosts.ts';

const XERO_PATHS = ['/.well-known/*', '/identity/*', '/connect/*', '/connections/*', '/api.xro/*'];

const OWN_PATHS = ['/accountant/*', '/control-room/*', '/sandbox/*'];

/**
 * All that the sandbox answers over HTTP.
 * @param host the address that it listens on
 * @param tls whether it also answers under the names of Xero's hosts
 */
export function createApp(context: Context, host: string, tls: boolean): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  if (isLoopback(host)) app.use(loopbackNamesOnly(tls ? XERO_HOSTS : []));
  if (tls) app.use(asThatHost);
  for (const path of XERO_PATHS) app.use(path, xeroSurface(context));
  for (const path of OWN_PATHS) app.use(path, sameOrigin);
  app.get('/sandbox.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.route('/', identityRoutes(context));
  app.route('/', accountingRoutes(context));
  app.route('/', accountantRoutes(context));
  app.route('/', controlRoomRoutes(context));
  app.route('/', controlRoutes(context));
  app.onError((error, c) => {
    // A caller that hangs up in the middle of its body is no mistake of the sandbox, and nobody waits for an answer.
    if (!c.env.incoming.complete) return c.body(null, 400);
    process.stderr.write(
      `The sandbox failed at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}\n`,
    );
    return c.text('An error occurred in the sandbox. Please report it with what it printed.', 500);
  });
  return app;
}
