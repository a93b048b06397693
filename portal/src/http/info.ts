import { createRoute } from '@hono/zod-openapi';
import type { Services } from '../services.ts';
import { type App, createRouter, json } from './context.ts';
import { type PortalInfo, portalInfo } from './info-schemas.ts';

export type DemoInfo = PortalInfo['demo'];

/** What a page may know before anyone signs in. */
export function infoRoutes({ config }: Services, demo: DemoInfo): App {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/api/info',
      responses: { 200: json('About this portal', portalInfo) },
    }),
    (context) => context.json({ version: '0.1.0', mailServer: config.smtp !== undefined, demo }, 200),
  );
}
