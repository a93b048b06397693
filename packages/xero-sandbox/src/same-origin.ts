import { isIPv4 } from 'node:net';
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

/**
 * Refuses requests whose Host is no name of this machine: a foreign site may point its own name at loopback, and
 * its pages would then count as the sandbox's own. Only for a sandbox that listens on loopback. `also` are further names
 * that lead here.
 */
export function loopbackNamesOnly(also: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const url = URL.parse(`http://${c.req.header('host')}`);
    if (!url || !(isLoopback(url.hostname) || also.includes(url.hostname))) {
      return c.text('This sandbox answers only at localhost and other loopback addresses.', 403);
    }
    return next();
  };
}

/** Whether this address or name of a host, an IPv6 one with or without brackets, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^(\[::1\]|::1)$/.test(host) || (isIPv4(host) && host.startsWith('127.'));
}
