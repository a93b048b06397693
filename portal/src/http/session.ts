import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { findActor } from '../people/find-actor.ts';
import type { Services } from '../services.ts';
import type { AppEnv } from './context.ts';

const PLAIN_NAME = 'ledgerport_session';

/** Under https the name carries `__Host-`, so that no neighbouring host can plant the cookie. */
function cookieOf(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${PLAIN_NAME}` : PLAIN_NAME, secure };
}

/** Reads the session cookie and leaves the person, or null, for the routes. */
export function loadSession(services: Services): MiddlewareHandler<AppEnv> {
  const { name } = cookieOf(services.config.publicUrl);
  return async (context, next) => {
    const token = getCookie(context, name) ?? null;
    context.set('sessionToken', token);
    context.set('actor', token ? await findActor(services, token) : null);
    context.set('clientAddress', addressOf(context));
    await next();
  };
}

/** `Lax`, not `Strict`: the browser comes back from Xero by a link from another site and must still be known. */
export function giveSessionCookie(
  context: Context<AppEnv>,
  publicUrl: string,
  token: string,
  expiresAt: Date,
): void {
  const { name, secure } = cookieOf(publicUrl);
  setCookie(context, name, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, expires: expiresAt });
}

/** Takes the cookie back on sign-out. */
export function takeSessionCookie(context: Context<AppEnv>, publicUrl: string): void {
  const { name, secure } = cookieOf(publicUrl);
  deleteCookie(context, name, { path: '/', secure });
}

/** The address of the peer; behind a proxy that is the proxy's, which then throttles all alike. */
function addressOf(context: Context<AppEnv>): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
