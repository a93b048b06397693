import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { Sandbox } from 'xero-sandbox';
import type { Services } from '../../portal/src/services.ts';
import { webhookRoutes } from '../../portal/src/sync/webhooks/routes.ts';
import type { Queue } from './queue.ts';
import type { Random } from './random.ts';
import type { Turns } from './turns.ts';

/** Brings what Xero tells of changes to the portal's own route, or does not. */
export type PostOffice = {
  /** Delivers what has gathered: whole, lost, twice or out of order while the weather is bad. */
  deliver(): Promise<void>;
  /** From now on everything arrives. */
  clearUp(): void;
  close(): Promise<void>;
};

/** Enters the webhook at the sandbox, over real HTTP. Events gather until they are delivered at a moment of the seed's. */
export async function openPostOffice(
  services: Omit<Services, 'clock' | 'jobs' | 'xero'>,
  queue: Queue,
  turns: Turns,
  sandbox: Sandbox,
  random: Random,
  tell: (line: string) => void,
): Promise<PostOffice> {
  const web = { name: 'web', alive: true, frozenUntil: 0 };
  const app = webhookRoutes({
    ...services,
    clock: { now: turns.now, sleep: (ms, signal) => turns.sleep(web, ms, signal) },
    jobs: queue.of(web),
  } as Services);
  let isAway = false;
  const server = createAdaptorServer({
    fetch: (request) => (isAway ? new Response(null, { status: 502 }) : app.fetch(request)),
    overrideGlobalObjects: false,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  const { webhooks } = sandbox;
  await webhooks.subscribe({ url: `http://127.0.0.1:${port}/webhooks/xero` });
  webhooks.hold();
  let isFair = false;
  return {
    async deliver() {
      const luck = isFair ? 100 : random.below(100);
      // What is to go wrong with the next delivery would else wait for one in fair weather.
      if (luck < 30 || !webhooks.status()?.undelivered) return;
      if (luck < 45) webhooks.lose();
      else if (luck < 55) webhooks.duplicate();
      else if (luck < 65) webhooks.shuffle(random.pick(['events', 'batches'] as const));
      isAway = luck >= 65 && luck < 75;
      const before = webhooks.deliveries().length;
      await turns.during(async () => {
        webhooks.release();
        await webhooks.settled();
        webhooks.hold();
      });
      const came = webhooks.deliveries().length - before;
      if (came > 0) tell(`${came} deliveries of webhooks, ${luckOf(luck)}`);
    },
    clearUp() {
      isFair = true;
      // What was to go wrong with a batch that has not gone out yet would else go wrong now.
      webhooks.lose(0);
      webhooks.duplicate(1);
      webhooks.shuffle('events');
    },
    async close() {
      webhooks.unsubscribe();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

function luckOf(luck: number): string {
  if (luck < 45) return 'the first is lost';
  if (luck < 55) return 'one comes twice';
  if (luck < 65) return 'out of order';
  return luck < 75 ? 'refused since the portal is away' : 'as they are';
}
