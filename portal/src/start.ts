import { createXeroOAuth } from '@ledgerport/xero';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { createDemo, isDemo } from './demo.ts';
import { createApp } from './http/app.ts';
import { builtPages } from './http/build-pages.ts';
import { createRouter } from './http/context.ts';
import { healthRoutes } from './http/health.ts';
import { listen } from './http/listen.ts';
import { checkKeys } from './integrations/check-keys.ts';
import { createStoreLimiter } from './integrations/limits/store-limiter.ts';
import { startJobs } from './jobs.ts';
import { createLog } from './log.ts';
import { bootstrapStaff } from './people/bootstrap-staff.ts';
import { retireDemoUsers } from './people/retire-demo-users.ts';
import { readyText } from './ready.ts';
import { markXeroApp, startBundledSandbox, subscribeToSandbox } from './sandbox.ts';
import type { Services } from './services.ts';
import { keyOfDataDir } from './store/keys.ts';
import { openEmbedded, openPostgres } from './store/open.ts';
import { createSecrets } from './store/secrets.ts';
import { startWorker } from './worker.ts';

/**
 * A running portal: `text` tells a person where it is; `stop` ends it in order, losing nothing, and `stopping` names the
 * part that it waits for.
 */
export type RunningPortal = { text: string; stop(): Promise<void>; stopping(): string };

type Part = { name: string; stop(): Promise<void> };

/**
 * Starts the portal as the environment says; resolves when it can serve. What was started is stopped again when a later
 * part fails.
 * @throws ConfigError, StoreLockedError or another error whose message says what to mend.
 */
export async function start(environment: Record<string, string | undefined>): Promise<RunningPortal> {
  const config = readConfig(environment);
  const started: Part[] = [];
  let stopping = '';
  const stop = async () => {
    for (let part = started.pop(); part; part = started.pop()) {
      stopping = part.name;
      await part.stop();
    }
  };
  try {
    return { text: await startParts(config, environment, started), stop, stopping: () => stopping };
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
  started: Part[],
): Promise<string> {
  const serves = config.role !== 'worker';
  // Building the pages and creating a store both take seconds on a first start, so they go side by side.
  const pages = serves ? builtPages() : Promise.resolve(null);
  pages.catch(() => {});
  const store = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openEmbedded(config.dataDir);
  started.push({ name: 'the store', stop: () => store.close() });
  if (config.xero.app) markXeroApp(config);
  const sandbox = config.xero.app ? null : await startBundledSandbox(config);
  if (sandbox) started.push({ name: 'the sandbox', stop: () => sandbox.close() });
  const log = createLog(environment.LOG_LEVEL || !sandbox ? config.logLevel : 'warn');
  const jobs = await startJobs(store, log, config.databaseUrl);
  started.push({ name: 'the queue', stop: () => jobs.stop() });
  const services = createServices(config, { store, jobs, log, sandbox });
  await checkKeys(services);
  const demo = isDemo(config);
  const retired = demo ? 0 : await retireDemoUsers(services);
  await bootstrapStaff(services);
  const signIns = demo ? await createDemo(services) : [];
  // People are answered and runs handed back side by side: together they have ten seconds.
  const ends: (() => Promise<void>)[] = [];
  started.push({
    name: 'requests and sync runs in hand',
    stop: async () => void (await Promise.all(ends.map((end) => end()))),
  });
  if (serves) {
    const app = createApp(
      services,
      await pages,
      sandbox && demo ? { sandboxUrl: sandbox.url, signIns } : null,
    );
    ends.push(await listen(config.port, config.host, app.fetch));
    if (sandbox) await subscribeToSandbox(sandbox, services);
  } else if (config.listens)
    ends.push(
      await listen(config.port, config.host, createRouter().route('/', healthRoutes(services)).fetch),
    );
  if (config.role !== 'web') ends.push(await startWorker(services));
  return readyText({
    url: config.publicUrl,
    role: config.role,
    sandboxUrl: sandbox?.url ?? null,
    demo: signIns,
    retired,
  });
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
  const { webhookKey = sandbox?.webhooks.key } = config.xero;
  return {
    config: { ...config, xero: { ...config.xero, webhookKey } },
    clock,
    log,
    store,
    jobs,
    secrets: createSecrets(config.encryptionKeys ?? [keyOfDataDir(config.dataDir)]),
    xero: {
      addresses,
      oauth: createXeroOAuth({ clientId: app.clientId, clientSecret: app.clientSecret, addresses, clock }),
      limiter: createStoreLimiter(store, clock),
    },
  };
}
