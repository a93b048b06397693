import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createUnlimited, createXeroOAuth } from '@ledgerport/xero';
import { sql } from 'kysely';
import { systemClock } from '../portal/src/clock.ts';
import { readConfig } from '../portal/src/config.ts';
import { createApp } from '../portal/src/http/app.ts';
import { startJobs } from '../portal/src/jobs.ts';
import { createLog } from '../portal/src/log.ts';
import type { Services } from '../portal/src/services.ts';
import { openEmbedded, openPostgres } from '../portal/src/store/open.ts';
import { createSecrets } from '../portal/src/store/secrets.ts';
import { startWorker } from '../portal/src/worker.ts';
import { addTestUser } from '../portal/testing/sign-in.ts';
import type { Database } from './databases.ts';
import { readMirrored } from './mirrored.ts';
import { type PortalReady, PUBLIC_URL } from './portal.ts';
import { readInput, serve } from './processes.ts';
import type { SandboxReady } from './sandbox.ts';
import { forgetPeak, readUsage } from './usage.ts';

const { database, sandbox } = readInput<{ database: Database; sandbox: SandboxReady }>();
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
  // So that no run starts by the clock in the middle of a measurement.
  SYNC_INTERVAL_MINUTES: '1440',
});
const store =
  database.kind === 'pglite' ? await openEmbedded(database.dataDir) : await openPostgres(database.url);
const log = createLog('silent');
const services: Services = {
  config,
  clock: systemClock,
  log,
  store,
  jobs: await startJobs(store, log, databaseUrl),
  secrets: createSecrets(config.encryptionKeys ?? []),
  xero: {
    addresses: config.xero.addresses,
    oauth: createXeroOAuth({ ...sandbox.app, addresses: config.xero.addresses, clock: systemClock }),
    limiter: createUnlimited(),
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
};
serve<{ about: 'usage' | 'mirror' }>(
  ready,
  async ({ about }) => {
    if (about === 'mirror')
      return await store.system((query) => readMirrored((text) => sql.raw(text).execute(query)));
    const usage = readUsage();
    forgetPeak();
    return usage;
  },
  async () => {
    server.close();
    await stopWorker();
    await store.close();
  },
);
