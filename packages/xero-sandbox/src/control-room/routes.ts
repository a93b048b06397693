import { Hono } from 'hono';
import type { Context } from '../context.ts';
import { frame } from '../pages/frame.ts';
import { mountPages, type WebPage } from '../pages/web-page.ts';
import { clockPage } from './clock.ts';
import { faultsPage } from './faults.ts';
import { limitsPage } from './limits.ts';
import { overviewPage } from './overview.ts';
import { requestsPage } from './requests.ts';
import { switchesPage } from './switches.ts';
import { webhooksPage } from './webhooks.ts';

const BASE = '/control-room';

const MENU: readonly (readonly [text: string, page: WebPage])[] = [
  ['Overview', overviewPage],
  ['Clock', clockPage],
  ['Limits and latency', limitsPage],
  ['Faults', faultsPage],
  ['Switches', switchesPage],
  ['Webhooks', webhooksPage],
  ['Requests', requestsPage],
];

/** The pages on which a person does what a test does over the control API; they do nothing else. */
export function controlRoomRoutes(context: Context): Hono {
  const hono = new Hono();
  mountPages(hono, context, {
    path: BASE,
    pages: MENU.map(([, page]) => page),
    enter: (visit) => visit,
    frame(visit, shown) {
      const menu = MENU.map(([text, { path }]) => {
        const href = BASE + path;
        return { href, text, isCurrent: href === visit.address };
      });
      return frame(visit, 'Control room', menu, shown);
    },
  });
  return hono;
}
