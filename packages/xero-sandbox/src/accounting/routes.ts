import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { accessProblem, notFound, tokenExpired } from '../answers.ts';
import type { Context } from '../context.ts';
import { mayRead } from '../identity/scopes.ts';
import { readBearer } from '../identity/tokens.ts';
import { Query } from './call.ts';
import { QueryProblem, queryProblem } from './problems.ts';
import { answerResource, findResource } from './resources.ts';

const BASE = '/api.xro/2.0/';

/** The Accounting API. Checked in this order: token, organisation, scope, limits; then the call is answered. */
export function accountingRoutes(context: Context): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.all(`${BASE}*`, async (c) => {
    const url = new URL(c.req.url);
    const bearer = await readBearer(context.identity, c.req.header('authorization'));
    if (bearer.kind === 'expired') return tokenExpired(bearer.at);
    if (bearer.kind === 'invalid') return accessProblem(401, 'AuthenticationUnsuccessful');
    const tenantId = c.req.header('xero-tenant-id')?.trim().toLowerCase() ?? '';
    const books = context.organisations.find(({ organisation }) => organisation.tenantId === tenantId);
    if (!books || !context.identity.connection(bearer.userId, tenantId)) {
      return accessProblem(403, 'AuthenticationUnsuccessful');
    }
    const segments = url.pathname.slice(BASE.length).replace(/\/$/, '').split('/').map(decoded);
    const resource = findResource(segments[0] ?? '');
    if (resource && !mayRead(bearer.scopes, resource.scope))
      return accessProblem(401, 'AuthorizationUnsuccessful');
    const admission = context.limiter.admit(tenantId);
    const headers = { ...admission.headers, ...COMMON_HEADERS, 'xero-correlation-id': randomUUID() };
    if (!admission.admitted) return new Response(null, { status: 429, headers });
    // A call is in flight until its answer has left, however slow a fault makes that.
    c.env.outgoing.once('close', admission.release);
    const call = {
      books,
      query: new Query(url.searchParams),
      ifModifiedSince: c.req.header('if-modified-since') ?? '',
      modifiedSince: context.modifiedSince,
      accept: c.req.header('accept') ?? '',
      clientId: context.identity.app.clientId,
      appName: context.identity.app.name,
      clock: context.clock,
    };
    const response = await respond(() =>
      resource ? answerResource(resource, c.req.method, segments, call) : notFound(),
    );
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  });
  return routes;
}

const COMMON_HEADERS = { 'cache-control': 'max-age=0, no-cache, no-store', pragma: 'no-cache', expires: '0' };

async function respond(answer: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof QueryProblem) return queryProblem(error);
    throw error;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
