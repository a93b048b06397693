import { type App, createRouter } from '../http/context.ts';
import type { Services } from '../services.ts';
import { memberRoutes } from './member-routes.ts';
import { passwordRoutes } from './password-routes.ts';
import { sessionRoutes } from './session-routes.ts';

/** Sign-in, passwords, invitations and a firm's people. */
export function peopleRoutes(services: Services): App {
  const router = createRouter();
  for (const routes of [sessionRoutes(services), passwordRoutes(services), memberRoutes(services)])
    router.route('/', routes);
  return router;
}
