import { type App, createRouter } from '../http/context.ts';
import type { Services } from '../services.ts';

export function firmRoutes(_services: Services): App {
  return createRouter();
}
