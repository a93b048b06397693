import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createXeroOAuth } from '@ledgerport/xero';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { createDemo, isDemo } from './demo.ts';
import { createApp } from './http/app.ts';
import { builtPages } from './http/build-pages.ts';
import { checkKeys } from './integrations/check-keys.ts';
import { createStoreLimiter } from './integrations/xero-limits.ts';
import { startJobs } from './jobs.ts';
import { createLog } from './log.ts';
import { messageOf } from './message-of.ts';
import { bootstrapStaff } from './people/bootstrap-staff.ts';
import { retireDemoUsers } from './people/retire-demo-users.ts';
import { readyText } from './ready.ts';
import { markXeroApp, startBundledSandbox } from './sandbox.ts';
import type { Services } from './services.ts';
import { keyOfDataDir } from './store/keys.ts';
import { openEmbedded, openPostgres } from './store/open.ts';
import { createSecrets } from './store/secrets.ts';
import { startWorker } from './worker.ts';

/** Calls of each organisation's day that reading leaves for payments. */
const CALLS_KEPT_FOR_PAYMENTS = 200;

/** A running portal: `text` tells a person where it is; `stop` ends it in order, losing nothing. */
export type RunningPortal = { text: string; stop(): Promise<void> };

/**
 * Starts the portal as the environment says; resolves when it can serve. What was started is stopped again when a later
 * part fails.
 * @throws ConfigError, StoreLockedError or another error whose message says what to mend.
 */
export async function start(environment: Record<string, string | undefined>): Promise<RunningPortal> {
  const config = readConfig(environment);
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let end = started.pop(); end; end = started.pop()) await end();
  };
  try {
    return { text: await startParts(config, environment, started), stop };
  } catch (error) {
    // The first error is the one to tell; a part that cannot be stopped after it ends with the process.
    await stop().catch(() => {});
    throw error;
  }
}

/** Starts one part after another, adding to `started` how each is stopped. @returns the text for a person */
async function startParts(
  config: Config,
  environment: Record<string, string | undefined>,
  started: (() => Promise<void>)[],
): Promise<string> {
  const serves = config.role !== 'worker';
  // Building the pages and creating a store both take seconds on a first start, so they go side by side.
  const pages = serves ? builtPages() : Promise.resolve(null);
  pages.catch(() => {});
  const store = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openEmbedded(config.dataDir);
  started.push(() => store.close());
  if (config.xero.app) markXeroApp(config);
  const sandbox = config.xero.app ? null : await startBundledSandbox(config);
  if (sandbox) started.push(() => sandbox.close());
  const log = createLog(environment.LOG_LEVEL || !sandbox ? config.logLevel : 'warn');
  const jobs = await startJobs(store, log, config.databaseUrl);
  started.push(() => jobs.stop());
  const services = createServices(config, { store, jobs, log, sandbox });
  await checkKeys(services);
  const demo = isDemo(config);
  const retired = demo ? 0 : await retireDemoUsers(services);
  await bootstrapStaff(services);
  const signIns = demo ? await createDemo(services) : [];
  if (serves) {
    const app = createApp(
      services,
      await pages,
      sandbox && demo ? { sandboxUrl: sandbox.url, signIns } : null,
    );
    started.push(await listen(config, app.fetch));
  }
  if (config.role !== 'web') started.push(await startWorker(services));
  return readyText({
    url: config.publicUrl,
    role: config.role,
    sandboxUrl: sandbox?.url ?? null,
    demo: signIns,
    retired,
  });
}

async function listen(config: Config, fetch: (request: Request) => Response | Promise<Response>) {
  const server = createAdaptorServer({ fetch });
  server.listen(config.port, config.host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(`PORT ${config.port} on HOST ${config.host} cannot be used: ${messageOf(error)}`);
  });
  return async () => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  };
}

function createServices(
  config: Config,
  parts: Pick<Services, 'store' | 'jobs' | 'log'> & {
    sandbox: Awaited<ReturnType<typeof startBundledSandbox>> | null;
  },
): Services {
  const { store, jobs, log, sandbox } = parts;
  const clock = systemClock;
  const app = sandbox?.app ?? config.xero.app;
  if (!app) throw new Error('There is neither a Xero app nor a sandbox.');
  const addresses = sandbox
    ? { loginUrl: sandbox.url, identityUrl: sandbox.url, apiUrl: sandbox.url }
    : config.xero.addresses;
  return {
    config,
    clock,
    log,
    store,
    jobs,
    secrets: createSecrets(config.encryptionKeys ?? [keyOfDataDir(config.dataDir)]),
    xero: {
      addresses,
      oauth: createXeroOAuth({ clientId: app.clientId, clientSecret: app.clientSecret, addresses, clock }),
      limiter: createStoreLimiter(store, clock, CALLS_KEPT_FOR_PAYMENTS),
    },
  };
}
