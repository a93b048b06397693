import { SIGNATURE_HEADER, verifySignature } from '@ledgerport/xero';
import { bodyLimit } from 'hono/body-limit';
import { type App, createRouter } from '../../http/context.ts';
import type { Services } from '../../services.ts';
import { webhookDeliveries } from './metrics.ts';
import { receiveDelivery } from './receive.ts';

const PATH = '/webhooks/xero';
/** Room for more than 20,000 events; Xero names no limit. */
const LARGEST_BODY = 8 * 1024 * 1024;
/** HMAC-SHA256 in base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Where Xero's webhooks arrive. It is open to everybody and takes only what Xero signed: 200 for that, 401 for
 * anything else, always with an empty body (Xero: Configuring your webhooks server). Who cannot sign gets nothing
 * stored and nothing parsed.
 */
export function webhookRoutes(services: Services): App {
  const router = createRouter();
  const { webhookKey } = services.config.xero;
  let isKeyMissed = false;
  const refuse = (status = 401) => {
    webhookDeliveries.inc({ outcome: 'refused' });
    return new Response(null, { status });
  };
  router.openAPIRegistry.registerPath({
    method: 'post',
    path: PATH,
    summary: 'Xero’s webhooks: what changed, signed by Xero',
    responses: {
      200: { description: 'The signature is good. Empty' },
      401: { description: 'The signature is missing or wrong. Empty' },
    },
  });
  // What cannot be a signature is refused before its body is read.
  router.post(PATH, async (context, next) => {
    if (webhookKey && SIGNATURE.test(context.req.header(SIGNATURE_HEADER) ?? '')) return await next();
    if (!webhookKey && !isKeyMissed) {
      isKeyMissed = true;
      services.log.warn('a webhook arrived and was refused: XERO_WEBHOOK_KEY is not set');
    }
    return refuse();
  });
  router.post(PATH, bodyLimit({ maxSize: LARGEST_BODY, onError: () => refuse(413) }));
  router.post(PATH, async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    if (!webhookKey || !verifySignature(body, context.req.header(SIGNATURE_HEADER), webhookKey))
      return refuse();
    try {
      await receiveDelivery(services, body);
    } catch (error) {
      services.log.error({ err: error }, 'a webhook could not be stored; Xero will deliver it again');
      return new Response(null, { status: 503 });
    }
    webhookDeliveries.inc({ outcome: 'accepted' });
    return new Response(null, { status: 200 });
  });
  return router;
}
