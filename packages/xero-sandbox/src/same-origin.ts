import type { MiddlewareHandler } from 'hono';

/**
 * Refuses what a foreign page sends: nobody signs in here, so a site that is open in the same browser could
 * otherwise change the books. Programs send no Origin and pass.
 */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== new URL(c.req.url).origin) {
    return c.text('This address answers only to pages of the sandbox itself.', 403);
  }
  return next();
};
