import type { MiddlewareHandler } from 'hono';
import { notFound } from '../answers.ts';

/** The hosts that clients of Xero have built in, and the paths that each of them serves. */
const PATHS: Readonly<Record<string, RegExp>> = {
  'login.xero.com': /^\/(identity\/|sandbox\.css$)/,
  'identity.xero.com': /^\/(connect\/|\.well-known\/|sandbox\.css$)/,
  'api.xero.com': /^\/(connections(\/|$)|api\.xro\/)/,
};

/** The names of those hosts. */
export const XERO_HOSTS: readonly string[] = Object.keys(PATHS);

/** Whether that is the name of one of Xero's hosts. */
export function isXeroHost(hostname: string): boolean {
  return Object.hasOwn(PATHS, hostname);
}

/** Under the name of a host of Xero's, answers only what that host serves at Xero; other names have everything. */
export const asThatHost: MiddlewareHandler = async (c, next) => {
  const { hostname, pathname } = new URL(c.req.url);
  const served = isXeroHost(hostname) ? PATHS[hostname] : undefined;
  return served && !served.test(pathname) ? notFound() : next();
};

/** The address of one of Xero's hosts as seen by a caller that used `url`: its name, or wherever the sandbox answers. */
export function originOf(name: 'login' | 'identity', url: URL): string {
  if (!isXeroHost(url.hostname)) return url.origin;
  const there = new URL(url.origin);
  there.hostname = `${name}.xero.com`;
  return there.origin;
}
