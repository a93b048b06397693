import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { secureHeaders } from 'hono/secure-headers';
import { conversionRoutes } from '../conversions/routes.ts';
import { PortalError } from '../errors.ts';
import { firmRoutes } from '../firms/routes.ts';
import { integrationRoutes } from '../integrations/routes.ts';
import { noticeRoutes } from '../notices/routes.ts';
import { peopleRoutes } from '../people/routes.ts';
import { receivableRoutes } from '../receivables/routes.ts';
import type { Services } from '../services.ts';
import { syncRoutes } from '../sync/routes.ts';
import { webhookRoutes } from '../sync/webhooks/routes.ts';
import { uploadRoutes } from '../uploads/routes.ts';
import { type App, createRouter } from './context.ts';
import { healthRoutes } from './health.ts';
import { type DemoInfo, infoRoutes } from './info.ts';
import { sameOrigin } from './origin.ts';
import { problemAnswer } from './problems.ts';
import { loadSession } from './session.ts';
import { webPages } from './web-pages.ts';

const LARGEST_BODY = 256 * 1024;

/** The whole HTTP side. @param pagesDir the built pages, or null to serve the API alone; @param demo what the sign-in page offers */
export function createApp(services: Services, pagesDir: string | null, demo: DemoInfo = null): App {
  const app = createRouter();
  app.onError((error, context) => problemAnswer(error, context, services.log));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: services.config.publicUrl.startsWith('https:') && 'max-age=31536000',
    }),
  );
  app.route('/', healthRoutes(services));
  app.use(
    '/api/*',
    except(
      '/api/integrations/:id/uploads/*',
      bodyLimit({
        maxSize: LARGEST_BODY,
        onError: () => {
          throw new PortalError('invalid_input', 'The request is too large. Nothing was changed.');
        },
      }),
    ),
  );
  app.use('/api/*', sameOrigin(services.config.publicUrl));
  app.use('/api/*', loadSession(services));
  app.use('/xero/callback', loadSession(services));
  for (const routes of [
    infoRoutes(services, demo),
    peopleRoutes(services),
    firmRoutes(services),
    integrationRoutes(services),
    syncRoutes(services),
    webhookRoutes(services),
    receivableRoutes(services),
    uploadRoutes(services),
    conversionRoutes(services),
    noticeRoutes(services),
  ])
    app.route('/', routes);
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Ledgerport', version: '0.1.0' } });
  app.all('/api/*', () => {
    throw new PortalError('not_found', 'There is nothing at this address.');
  });
  if (pagesDir) app.get('*', webPages(pagesDir));
  return app;
}
