import { createRoute, z } from '@hono/zod-openapi';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf } from '../shapes.ts';
import { abandonConversion } from './abandon.ts';
import { beginConversion } from './begin.ts';
import { compareBooks } from './compare.ts';
import { decideMatch, decideMatches } from './decide.ts';
import { getConversion, listConversions } from './get.ts';
import { listCandidates } from './list-candidates.ts';
import { listMatches } from './list-matches.ts';
import {
  candidate,
  candidateQuery,
  conversion,
  decided,
  decisionInput,
  decisionsInput,
  match,
  matchQuery,
} from './schemas.ts';
import { switchBooks } from './switch.ts';

const one = { params: z.object({ id: identifier }) };
const OF_INTEGRATION = '/api/integrations/{id}/conversions';
const ONE = '/api/conversions/{id}';
const tags = ['Conversions'];

const begin = createRoute({
  method: 'post',
  path: OF_INTEGRATION,
  tags,
  summary: 'Begin to move an integration to another Xero organisation (staff)',
  request: one,
  responses: { 201: json('The conversion', conversion), ...problem },
});
const list = createRoute({
  method: 'get',
  path: OF_INTEGRATION,
  tags,
  summary: 'The conversions of an integration, newest first',
  request: one,
  responses: { 200: json('One page, which holds them all', listOf(conversion)), ...problem },
});
const get = createRoute({
  method: 'get',
  path: ONE,
  tags,
  summary: 'One conversion with its counts',
  request: one,
  responses: { 200: json('The conversion', conversion), ...problem },
});
const abandon = createRoute({
  method: 'delete',
  path: ONE,
  tags,
  summary: 'End a conversion without a switch: everything is as before (staff)',
  request: one,
  responses: { 204: { description: 'Abandoned' }, ...problem },
});
const compare = createRoute({
  method: 'post',
  path: `${ONE}/comparison`,
  tags,
  summary: 'The dry run: read the new organisation and suggest what matches (staff)',
  request: one,
  responses: { 202: json('The conversion, being compared', conversion), ...problem },
});
const matches = createRoute({
  method: 'get',
  path: `${ONE}/matches`,
  tags,
  summary: 'The customers or invoices here, and what is suggested for each',
  request: { ...one, query: matchQuery },
  responses: { 200: json('A page', listOf(match)), ...problem },
});
const candidates = createRoute({
  method: 'get',
  path: `${ONE}/candidates`,
  tags,
  summary: 'Records of the new organisation to choose from: the first 25 that fit',
  request: { ...one, query: candidateQuery },
  responses: { 200: json('One page', listOf(candidate)), ...problem },
});
const decide = createRoute({
  method: 'patch',
  path: `${ONE}/matches`,
  tags,
  summary: 'Decide about one match (staff)',
  request: { ...one, body: body(decisionInput) },
  responses: { 200: json('How many were decided', decided), ...problem },
});
const decideTogether = createRoute({
  method: 'post',
  path: `${ONE}/decisions`,
  tags,
  summary: 'Decide about all undecided matches of one confidence (staff)',
  request: { ...one, body: body(decisionsInput) },
  responses: { 200: json('How many were decided', decided), ...problem },
});
const change = createRoute({
  method: 'post',
  path: `${ONE}/switch`,
  tags,
  summary: 'The switch to the new organisation (staff)',
  request: one,
  responses: { 200: json('The conversion', conversion), ...problem },
});

/** The move of a firm's integration to another organisation's books, over HTTP. */
export function conversionRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(begin, async (c) =>
    c.json(await beginConversion(services, signedIn(c), c.req.valid('param').id), 201),
  );
  router.openapi(list, async (c) =>
    c.json(await listConversions(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(get, async (c) =>
    c.json(await getConversion(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(abandon, async (c) => {
    await abandonConversion(services, signedIn(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
  router.openapi(compare, async (c) =>
    c.json(await compareBooks(services, signedIn(c), c.req.valid('param').id), 202),
  );
  router.openapi(matches, async (c) =>
    c.json(await listMatches(services, signedIn(c), c.req.valid('param').id, c.req.valid('query')), 200),
  );
  router.openapi(candidates, async (c) =>
    c.json(await listCandidates(services, signedIn(c), c.req.valid('param').id, c.req.valid('query')), 200),
  );
  router.openapi(decide, async (c) =>
    c.json(await decideMatch(services, signedIn(c), c.req.valid('param').id, c.req.valid('json')), 200),
  );
  router.openapi(decideTogether, async (c) =>
    c.json(await decideMatches(services, signedIn(c), c.req.valid('param').id, c.req.valid('json')), 200),
  );
  router.openapi(change, async (c) =>
    c.json(await switchBooks(services, signedIn(c), c.req.valid('param').id), 200),
  );
  return router;
}
