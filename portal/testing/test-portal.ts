import { randomUUID } from 'node:crypto';
import { createUnlimited, createXeroOAuth } from '@ledgerport/xero';
import { readConfig } from '../src/config.ts';
import { createApp } from '../src/http/app.ts';
import { startJobs } from '../src/jobs.ts';
import { createLog, type Log } from '../src/log.ts';
import type { Actor } from '../src/people/actor.ts';
import type { Role } from '../src/people/schemas.ts';
import type { Services } from '../src/services.ts';
import type { OpenStore } from '../src/store/open.ts';
import { createSecrets } from '../src/store/secrets.ts';
import { countTransactions } from './count-transactions.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { openTestStore } from './test-store.ts';

/** Where a Xero is and how the portal is known to it; a started sandbox fits. */
type XeroForTests = { url: string; app: { clientId: string; clientSecret: string } };

const PUBLIC_URL = 'http://localhost:3000';
/** Stands for a Xero in tests that must never call one: nothing listens on the discard port. */
const NO_XERO: XeroForTests = { url: 'http://127.0.0.1:9', app: { clientId: 'id', clientSecret: 'secret' } };

/** The portal's real parts on a store of their own, with a clock that tests move. Call `close` at the end. */
export async function createTestPortal(
  kind: OpenStore['kind'],
  options: { xero?: XeroForTests; clock?: TestClock; log?: Log; environment?: Record<string, string> } = {},
) {
  const xero = options.xero ?? NO_XERO;
  const clock = options.clock ?? createTestClock();
  const config = readConfig({
    PUBLIC_URL,
    XERO_CLIENT_ID: xero.app.clientId,
    XERO_CLIENT_SECRET: xero.app.clientSecret,
    XERO_LOGIN_URL: xero.url,
    XERO_IDENTITY_URL: xero.url,
    XERO_API_URL: xero.url,
    LOG_LEVEL: 'silent',
    ...options.environment,
  });
  const { store, isBusy } = countTransactions(await openTestStore(kind));
  const log = options.log ?? createLog(config.logLevel);
  const jobs = await startJobs(store, log, store.url);
  const services: Services = {
    config,
    clock,
    log,
    store,
    jobs,
    secrets: createSecrets(['test-key-of-at-least-32-characters']),
    xero: {
      addresses: config.xero.addresses,
      oauth: createXeroOAuth({ ...xero.app, addresses: config.xero.addresses, clock }),
      limiter: createUnlimited(),
    },
  };
  const app = createApp(services, null);
  return {
    services,
    clock,
    /** Whether a transaction is under way, for `runWithTime`. */
    isBusy,
    app,
    /** Asks the HTTP side as the portal's own pages would; `cookie` is a session's. */
    request: (
      method: string,
      path: string,
      options: { body?: unknown; cookie?: string; headers?: Record<string, string> } = {},
    ) =>
      app.request(path, {
        method,
        headers: {
          origin: PUBLIC_URL,
          ...(options.body !== undefined && { 'content-type': 'application/json' }),
          ...(options.cookie && { cookie: options.cookie }),
          ...options.headers,
        },
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      }),
    async close() {
      await jobs.stop();
      await store.close();
    },
  };
}

export type TestPortal = Awaited<ReturnType<typeof createTestPortal>>;

/** A firm of its own, so that tests on one store stay apart. @returns its id */
export async function addTestFirm(services: Services, name = 'Test firm'): Promise<string> {
  const id = randomUUID();
  await services.store.system((query) =>
    query
      .insertInto('firms')
      .values({ id, name, time_zone: 'Pacific/Auckland', created_at: services.clock.now() })
      .execute(),
  );
  return id;
}

/** A person as the verbs see one: staff without a role, else a member of the one firm. */
export function testActor(rights: { staff: true } | { firmId: string; role: Role }): Actor {
  return {
    userId: randomUUID(),
    name: 'Test person',
    email: 'person@example.com',
    staff: 'staff' in rights,
    roles: 'role' in rights ? new Map([[rights.firmId, rights.role]]) : new Map(),
  };
}
