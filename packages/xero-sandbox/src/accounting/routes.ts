import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { accessProblem, tokenExpired } from '../answers.ts';
import { Refusal } from '../books/refusal.ts';
import type { Context } from '../context.ts';
import { requestedTenant } from '../identity/connections.ts';
import { mayRead, mayWrite } from '../identity/scopes.ts';
import { readBearer } from '../identity/tokens.ts';
import { tooManyRequests } from '../limits/too-many-requests.ts';
import { Query } from './call.ts';
import { problem, QueryProblem, queryProblem } from './problems.ts';
import { answerFound, findPath, isWrite } from './resources.ts';
import { refusal } from './writing/marks.ts';
import { WriteProblem } from './writing/write-problem.ts';

const BASE = '/api.xro/2.0/';

/** The Accounting API. Checked in this order: token, organisation, scope, limits; then the call is answered. */
export function accountingRoutes(context: Context): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.all(`${BASE}*`, async (c) => {
    const url = new URL(c.req.url);
    const bearer = await readBearer(context.identity, c.req.header('authorization'));
    if (bearer.kind === 'expired') return withHeaders(context, tokenExpired(bearer.at));
    if (bearer.kind === 'invalid')
      return withHeaders(context, accessProblem(401, 'AuthenticationUnsuccessful'));
    const tenantId = requestedTenant(context.identity, bearer.userId, c.req.header('xero-tenant-id'));
    const books = context.organisations.find(({ organisation }) => organisation.tenantId === tenantId);
    if (!books || !context.identity.connection(bearer.userId, tenantId)) {
      return withHeaders(context, accessProblem(403, 'AuthenticationUnsuccessful'));
    }
    const segments = url.pathname.slice(BASE.length).replace(/\/$/, '').split('/').map(decoded);
    const found = findPath(segments);
    const may = found && isWrite(found, c.req.method) ? mayWrite : mayRead;
    if (found && !found.scopes.some((scope) => may(bearer.scopes, scope)))
      return withHeaders(context, accessProblem(401, 'AuthorizationUnsuccessful'), tenantId);
    const admission = context.limiter.admit(tenantId);
    if (!admission.admitted) {
      const response = tooManyRequests(admission.headers, context.switches.tooManyRequestsBody);
      return withHeaders(context, response, tenantId);
    }
    // A call is in flight until its answer has left, however slow a fault makes that, or its caller has gone.
    if (c.env.outgoing.closed) admission.release();
    else c.env.outgoing.once('close', admission.release);
    const call = {
      books,
      query: new Query(url.searchParams),
      body: new Uint8Array(await c.req.arrayBuffer()),
      contentType: c.req.header('content-type') ?? '',
      ifModifiedSince: c.req.header('if-modified-since') ?? '',
      switches: context.switches,
      overrides: context.overrides,
      accept: c.req.header('accept') ?? '',
      clientId: context.identity.app.clientId,
      appName: context.identity.app.name,
      clock: context.clock,
    };
    const answer = () => respond(() => answerFound(found, c.req.method, call));
    const key = c.req.header('idempotency-key')?.trim() ?? '';
    const isKeyed = key !== '' && ['POST', 'PUT', 'PATCH'].includes(c.req.method);
    const request = {
      key,
      tenantId,
      method: c.req.method,
      url: url.pathname + url.search,
      body: call.body,
      whenEnded(then: () => void) {
        if (c.env.outgoing.closed) then();
        else c.env.outgoing.once('close', then);
      },
    };
    const response = await (isKeyed ? context.answers.answer(request, answer) : answer());
    if (c.req.method !== 'GET') context.state.saveSoon();
    return withHeaders(context, response, tenantId, admission.headers);
  });
  return routes;
}

/** Puts on what every answer of the API has: what is left of each limit, and the correlation id. */
function withHeaders(
  { limiter }: Context,
  response: Response,
  tenantId?: string,
  remaining = limiter.headers(tenantId),
): Response {
  const headers = { ...remaining, ...COMMON_HEADERS, 'xero-correlation-id': randomUUID() };
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const COMMON_HEADERS = { 'cache-control': 'max-age=0, no-cache, no-store', pragma: 'no-cache', expires: '0' };

async function respond(answer: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof QueryProblem) return queryProblem(error);
    if (error instanceof WriteProblem) return problem(400, error.errorNumber, error.type, error.message);
    if (error instanceof Refusal) return refusal(error);
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
