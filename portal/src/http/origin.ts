import type { MiddlewareHandler } from 'hono';
import { PortalError } from '../errors.ts';

/**
 * Refuses requests that change something unless they come from the portal's own pages: a cookie alone proves who
 * somebody is, not that they meant it. Browsers send `Origin` with such requests; one that leaves it out must at least
 * send `Sec-Fetch-Site: same-origin`, which no page can forge.
 */
export function sameOrigin(publicUrl: string): MiddlewareHandler {
  return async (context, next) => {
    const { method } = context.req;
    const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    const origin = context.req.header('origin');
    const own =
      origin === undefined ? context.req.header('sec-fetch-site') === 'same-origin' : origin === publicUrl;
    if (!safe && !own)
      throw new PortalError(
        'foreign_origin',
        `This request did not come from ${publicUrl}, so nothing was changed. Open the portal at that address and try again.`,
      );
    await next();
  };
}
