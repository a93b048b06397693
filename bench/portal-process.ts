import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createUnlimited, createXeroOAuth } from '@ledgerport/xero';
import { sql } from 'kysely';
import { systemClock } from '../portal/src/clock.ts';
import { readConfig } from '../portal/src/config.ts';
import { createApp } from '../portal/src/http/app.ts';
import { createStoreLimiter } from '../portal/src/integrations/limits/store-limiter.ts';
import { startJobs } from '../portal/src/jobs.ts';
import { createLog } from '../portal/src/log.ts';
import type { Services } from '../portal/src/services.ts';
import { openEmbedded, openPostgres } from '../portal/src/store/open.ts';
import { createSecrets } from '../portal/src/store/secrets.ts';
import { nudge, startRun } from '../portal/src/sync/start.ts';
import { startWorker } from '../portal/src/worker.ts';
import { addTestUser } from '../portal/testing/sign-in.ts';
import type { Database } from './databases.ts';
import { createMovedClock } from './moved-clock.ts';
import { readInput, serve } from './processes.ts';
import { PUBLIC_URL } from './public-url.ts';
import { MIRROR, readCopy } from './reading/copy.ts';
import type { SandboxReady } from './sandbox-process.ts';
import { forgetPeak, readUsage } from './usage.ts';

/** What a portal's process says when it serves: two signed-in people without a firm yet. */
export type PortalReady = {
  url: string;
  staffCookie: string;
  owner: { email: string; cookie: string };
  webhookKey: string;
};

export type PortalQuestion =
  | { about: 'usage' }
  | { about: 'copy' }
  | { about: 'events' }
  | { about: 'hourly run'; firmId: string; integrationId: string };

const WEBHOOK_KEY = 'webhook-key-of-the-benchmark';

const { database, sandbox, limits } = readInput<{
  database: Database;
  sandbox: SandboxReady;
  limits: 'on' | 'off';
}>();
const databaseUrl = database.kind === 'postgres' ? database.url : undefined;
const config = readConfig({
  PUBLIC_URL,
  DATABASE_URL: databaseUrl,
  ENCRYPTION_KEYS: 'bench-key-of-at-least-32-characters',
  XERO_CLIENT_ID: sandbox.app.clientId,
  XERO_CLIENT_SECRET: sandbox.app.clientSecret,
  XERO_LOGIN_URL: sandbox.url,
  XERO_IDENTITY_URL: sandbox.url,
  XERO_API_URL: sandbox.url,
  XERO_WEBHOOK_KEY: WEBHOOK_KEY,
  // So that no run starts by the clock in the middle of a measurement.
  SYNC_INTERVAL_MINUTES: '1440',
});
const movedClock = createMovedClock(moveSandbox);
const clock = limits === 'on' ? movedClock : systemClock;
const store =
  database.kind === 'pglite' ? await openEmbedded(database.dataDir) : await openPostgres(database.url);
const log = createLog('silent');
const services: Services = {
  config,
  clock,
  log,
  store,
  jobs: await startJobs(store, log, databaseUrl),
  secrets: createSecrets(config.encryptionKeys ?? []),
  xero: {
    addresses: config.xero.addresses,
    oauth: createXeroOAuth({ ...sandbox.app, addresses: config.xero.addresses, clock }),
    limiter: limits === 'on' ? createStoreLimiter(store, movedClock.hurried) : createUnlimited(),
  },
};
const server = createAdaptorServer({ fetch: createApp(services, null).fetch });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const stopWorker = await startWorker(services);
const address = server.address();
const staff = await addTestUser(services, { staff: true });
const owner = await addTestUser(services);
const ready: PortalReady = {
  url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`,
  staffCookie: staff.cookie,
  owner: { email: owner.email, cookie: owner.cookie },
  webhookKey: WEBHOOK_KEY,
};
serve<PortalQuestion>(ready, answer, async () => {
  server.close();
  await stopWorker();
  await store.close();
});

async function answer(question: PortalQuestion): Promise<object> {
  if (question.about === 'usage') {
    const usage = readUsage();
    forgetPeak();
    return usage;
  }
  if (question.about === 'copy')
    return await store.system((query) => readCopy((text) => sql.raw(text).execute(query), MIRROR));
  if (question.about === 'events')
    return await store.system(async (query) => ({
      applied: Number(
        (
          await query
            .selectFrom('webhook_events')
            .select((rows) => rows.fn.countAll<string>().as('count'))
            .where('applied_at', 'is not', null)
            .executeTakeFirstOrThrow()
        ).count,
      ),
    }));
  const { firmId, integrationId } = question;
  const run = { firmId, integrationId, trigger: 'schedule', full: false, requestedBy: null } as const;
  const started = await store.firm(firmId, (query) => startRun(query, clock.now(), run));
  await nudge(services, [started]);
  return started;
}

async function moveSandbox(ms: number): Promise<void> {
  const answer = await fetch(`${sandbox.url}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ advanceMs: Math.round(ms) }),
  });
  if (!answer.ok) throw new Error(`The sandbox's clock was not moved: ${answer.status}.`);
}
