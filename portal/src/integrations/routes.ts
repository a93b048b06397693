import { createRoute, z } from '@hono/zod-openapi';
import { type App, body, createRouter, json, problem, signedIn } from '../http/context.ts';
import type { Services } from '../services.ts';
import { identifier, listOf } from '../shapes.ts';
import { authorise } from './authorise.ts';
import { createIntegration } from './create.ts';
import { discardPending } from './discard-pending.ts';
import { disconnect } from './disconnect.ts';
import { finishAuthorization } from './finish-authorization.ts';
import { getIntegration } from './get.ts';
import { readAppUsage } from './limits/read-app-usage.ts';
import { readUsage } from './limits/read-usage.ts';
import { listIntegrations } from './list.ts';
import { listPaymentAccounts } from './payment-accounts.ts';
import { saveIntegration } from './save.ts';
import {
  appUsage,
  authorizationAnswer,
  connectionTest,
  integration,
  integrationChange,
  integrationInput,
  paymentAccount,
  usage,
} from './schemas.ts';
import { testConnection } from './test-connection.ts';

const ofFirm = { params: z.object({ firmId: identifier }) };
const ofIntegration = { params: z.object({ id: identifier }) };
const IN_FIRM = '/api/firms/{firmId}/integrations';
const ONE = '/api/integrations/{id}';
const tags = ['Integrations'];

const create = createRoute({
  method: 'post',
  path: IN_FIRM,
  tags,
  summary: 'Create an integration (staff)',
  request: { ...ofFirm, body: body(integrationInput) },
  responses: { 201: json('The integration', integration), ...problem },
});
const list = createRoute({
  method: 'get',
  path: IN_FIRM,
  tags,
  summary: 'The integrations of a firm',
  request: ofFirm,
  responses: { 200: json('One page, which holds them all', listOf(integration)), ...problem },
});
const get = createRoute({
  method: 'get',
  path: ONE,
  tags,
  summary: 'One integration',
  request: ofIntegration,
  responses: { 200: json('The integration', integration), ...problem },
});
const save = createRoute({
  method: 'patch',
  path: ONE,
  tags,
  summary: 'Save: a pending organisation becomes the integration’s, and settings are taken over',
  request: { ...ofIntegration, body: body(integrationChange) },
  responses: { 200: json('The integration', integration), ...problem },
});
const startAuthorization = createRoute({
  method: 'post',
  path: `${ONE}/authorization`,
  tags,
  summary: 'Begin a sign-in at Xero',
  request: ofIntegration,
  responses: { 200: json('The address to send the browser to', authorizationAnswer), ...problem },
});
const test = createRoute({
  method: 'post',
  path: `${ONE}/test`,
  tags,
  summary: 'Test the saved connection',
  request: ofIntegration,
  responses: { 200: json('What was checked', connectionTest), ...problem },
});
const paymentAccounts = createRoute({
  method: 'get',
  path: `${ONE}/payment-accounts`,
  tags,
  summary: 'The accounts that payments can be posted to',
  request: ofIntegration,
  responses: { 200: json('One page, which holds them all', listOf(paymentAccount)), ...problem },
});
const usageOfOne = createRoute({
  method: 'get',
  path: `${ONE}/usage`,
  tags,
  summary: 'Calls and bytes of its organisation at Xero, what is allowed, and what it costs',
  request: ofIntegration,
  responses: { 200: json('The meters', usage), ...problem },
});
const usageOfAll = createRoute({
  method: 'get',
  path: '/api/usage',
  tags,
  summary: 'Calls and bytes of all organisations at Xero, and what the month costs in each tier (staff)',
  responses: { 200: json('The meters', appUsage), ...problem },
});
const endConnection = createRoute({
  method: 'delete',
  path: `${ONE}/connection`,
  tags,
  summary: 'Disconnect from Xero; what was read stays',
  request: ofIntegration,
  responses: { 204: { description: 'Disconnected' }, ...problem },
});
const forgetPending = createRoute({
  method: 'delete',
  path: `${ONE}/pending`,
  tags,
  summary: 'Forget an organisation that was authorised and not saved',
  request: ofIntegration,
  responses: { 204: { description: 'Forgotten' }, ...problem },
});

/** The integrations over HTTP, and the place where the browser comes back from Xero. */
export function integrationRoutes(services: Services): App {
  const router = createRouter();
  router.openapi(create, async (c) => {
    const { firmId } = c.req.valid('param');
    return c.json(await createIntegration(services, signedIn(c), firmId, c.req.valid('json')), 201);
  });
  router.openapi(list, async (c) =>
    c.json(await listIntegrations(services, signedIn(c), c.req.valid('param').firmId), 200),
  );
  router.openapi(get, async (c) =>
    c.json(await getIntegration(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(save, async (c) =>
    c.json(await saveIntegration(services, signedIn(c), c.req.valid('param').id, c.req.valid('json')), 200),
  );
  router.openapi(startAuthorization, async (c) => {
    const session = c.get('sessionToken') ?? '';
    return c.json(await authorise(services, signedIn(c), c.req.valid('param').id, session), 200);
  });
  router.openapi(test, async (c) =>
    c.json(await testConnection(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(paymentAccounts, async (c) =>
    c.json(await listPaymentAccounts(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(usageOfOne, async (c) =>
    c.json(await readUsage(services, signedIn(c), c.req.valid('param').id), 200),
  );
  router.openapi(usageOfAll, async (c) => c.json(await readAppUsage(services, signedIn(c)), 200));
  router.openapi(endConnection, async (c) => {
    await disconnect(services, signedIn(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
  router.openapi(forgetPending, async (c) => {
    await discardPending(services, signedIn(c), c.req.valid('param').id);
    return c.body(null, 204);
  });
  router.get('/xero/callback', async (c) => {
    const visitor = { actor: c.get('actor'), sessionToken: c.get('sessionToken') };
    const { outcome, integrationId, firmId } = await finishAuthorization(services, c.req.url, visitor);
    const query = new URLSearchParams({
      outcome,
      ...(integrationId && { integration: integrationId }),
      ...(firmId && { firm: firmId }),
    });
    return c.redirect(`/authorised?${query}`, 303);
  });
  return router;
}
