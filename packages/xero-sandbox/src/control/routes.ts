import type { Hono } from 'hono';
import type { Context } from '../context.ts';
import { WEBHOOK_ROUTES } from '../webhooks/routes.ts';
import { BOOKS_ROUTES } from './books-routes.ts';
import { CLOCK_ROUTES } from './clock-routes.ts';
import { type ControlRoute, mountControl } from './control-route.ts';
import { FAULT_ROUTES } from './fault-routes.ts';
import { Fields } from './fields.ts';
import { LIMIT_ROUTES } from './limit-routes.ts';
import { LOG_ROUTES } from './log-routes.ts';
import { ORGANISATION_ROUTES } from './organisation-routes.ts';
import { SWITCH_ROUTES } from './switch-routes.ts';

const ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '',
    about: 'This list',
    handle: () => ({
      requests: ROUTES.map(({ method, path, about }) => ({
        request: `${method} /sandbox${path}`,
        does: about,
      })),
    }),
  },
  ...LOG_ROUTES,
  ...FAULT_ROUTES,
  ...CLOCK_ROUTES,
  ...SWITCH_ROUTES,
  ...LIMIT_ROUTES,
  ...ORGANISATION_ROUTES,
  ...BOOKS_ROUTES,
  ...WEBHOOK_ROUTES,
];

/** The control API under /sandbox, JSON in and JSON out. GET /sandbox itself tells all that it knows. */
export function controlRoutes(context: Context): Hono {
  return mountControl(context, ROUTES);
}

/**
 * Does what that request of the control API does, for a page: `DELETE /faults/:id`, with the parts of its path.
 * Ends in the same problems.
 */
export function callControl(
  context: Context,
  request: string,
  body: Readonly<Record<string, unknown>> = {},
  parts: Readonly<Record<string, string>> = {},
): unknown {
  const route = ROUTES.find(({ method, path }) => `${method} ${path}` === request);
  if (!route) throw new Error(`The control API has no ${request}.`);
  return route.handle({
    context,
    body: new Fields(body),
    query: new Fields({}),
    part: (name) => parts[name] ?? '',
  });
}
