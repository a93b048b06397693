import { createXeroOAuth } from '@ledgerport/xero';
import { sql } from 'kysely';
import { type Sandbox, type Switches, startSandbox } from 'xero-sandbox';
import { readConfig } from '../../portal/src/config.ts';
import { createLog } from '../../portal/src/log.ts';
import type { Services } from '../../portal/src/services.ts';
import { createSecrets } from '../../portal/src/store/secrets.ts';
import { AUDITOR } from './auditor.ts';
import { connectFirm } from './connect.ts';
import { type Fate, type Process, startProcess } from './mortal.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';
import { createQueue, type Queue } from './queue.ts';
import { type Random, randomFrom } from './random.ts';
import { makeRepeatable } from './repeatable.ts';
import type { SeedStore } from './store.ts';
import { createStory, type Story } from './story.ts';
import { type Owner, Turns } from './turns.ts';

/** The one organisation of a seed. */
export const BOOKS = 'Books';
const START = new Date('2026-03-02T09:00:00.000Z');

/** Everything that one seed plays in. */
export type World = {
  random: Random;
  turns: Turns;
  story: Story;
  tell(line: string): void;
  sandbox: Sandbox;
  queue: Queue;
  /** The firm and its integration. */
  firm: { firmId: string; integrationId: string };
  /** A view of the store that no process's end touches. */
  store: Services['store'];
  kind: Services['store']['kind'];
  /** Who waits for the processes. */
  office: Owner;
  startProcess(fates: readonly Fate[]): Process;
  /** What brings Xero's webhooks; absent where the firm uses none. */
  post: PostOffice | null;
  /** Whether a run waits or runs, or an event is to be applied. */
  hasWork(): Promise<boolean>;
  close(): Promise<void>;
};

/** How large the books of a seed are, how much of them a page holds, and what Xero does where it documents nothing. */
export type Setting = {
  contacts: number;
  invoices: number;
  pageSize: number;
  switches: Partial<Switches>;
  webhooks: boolean;
  /** Whether the store is the embedded one, with one process at a time, or a server that several share. */
  kind: Services['store']['kind'];
};

/** Makes the world of a seed; the same number gives the same world. `show` is told what happens as it happens. */
export async function startWorld(
  { store, empty }: SeedStore,
  seed: number,
  choose: (random: Random) => Setting,
  show?: (line: string) => void,
): Promise<World> {
  makeRepeatable(randomFrom(`ids ${seed}`));
  const random = randomFrom(`world ${seed}`);
  const setting = choose(random);
  const turns = new Turns(randomFrom(`turns ${seed}`), START);
  const story = createStory(turns.now, show);
  const { tell } = story;
  await empty();
  const sandbox = await startSandbox({
    seed,
    clock: { now: turns.now },
    users: [{ email: 'owner@simulation.example', password: 'simulated', name: 'Owner' }, AUDITOR],
    organisations: [{ name: BOOKS, contacts: setting.contacts, invoices: setting.invoices }],
    switches: setting.switches,
    notice: tell,
  });
  tell(
    `books of ${setting.contacts} contacts and ${setting.invoices} invoices, pages of ${setting.pageSize}, ${setting.webhooks ? 'with' : 'without'} webhooks, on ${setting.kind}, ${JSON.stringify(setting.switches)}`,
  );
  const config = readConfig({
    PUBLIC_URL: 'http://localhost:3000',
    XERO_CLIENT_ID: sandbox.app.clientId,
    XERO_CLIENT_SECRET: sandbox.app.clientSecret,
    XERO_LOGIN_URL: sandbox.url,
    XERO_IDENTITY_URL: sandbox.url,
    XERO_API_URL: sandbox.url,
    XERO_WEBHOOK_KEY: sandbox.webhooks.key,
    LOG_LEVEL: 'silent',
  });
  const nudges = randomFrom(`nudges ${seed}`);
  const queue = createQueue(() => nudges.chance(10));
  const { addresses } = config.xero;
  const log = show ? createLog('info', { write: (line: string) => tell(logged(line)) }) : createLog('silent');
  const shared = {
    turns,
    tell,
    queue,
    services: {
      config,
      log,
      store: { ...store, kind: setting.kind },
      secrets: createSecrets(['simulated-key-of-at-least-32-characters']),
      xero: {
        addresses,
        pageSize: setting.pageSize,
        oauth: createXeroOAuth({ ...sandbox.app, addresses, clock: { now: turns.now, sleep: never } }),
      },
    },
  };
  let processes = 0;
  const start = (fates: readonly Fate[]) => {
    processes += 1;
    return startProcess(shared, `process ${processes}`, fates);
  };
  const setup = start([]);
  let firm: World['firm'] | undefined;
  let failure: unknown;
  void connectFirm(setup.services, turns, sandbox, BOOKS).then(
    (connected) => {
      firm = connected;
    },
    (error: unknown) => {
      failure = error;
    },
  );
  await turns.run(() => firm !== undefined || failure !== undefined);
  if (!firm) throw failure;
  turns.bury(setup);
  const post = setting.webhooks
    ? await openPostOffice(shared.services, queue, turns, sandbox, randomFrom(`post ${seed}`), tell)
    : null;
  return {
    random,
    turns,
    story,
    tell,
    sandbox,
    queue,
    firm,
    store,
    kind: setting.kind,
    office: { name: 'office', alive: true, frozenUntil: 0 },
    startProcess: start,
    post,
    hasWork: () =>
      store.system(async (query) => {
        const { rows } = await sql`
          select 1 from sync_runs where status in ('queued', 'running')
          union all select 1 from webhook_events where applied_at is null`.execute(query);
        return rows.length > 0;
      }),
    async close() {
      await post?.close();
      await sandbox.close();
    },
  };
}

/** A line of the log as a line of the story. */
function logged(line: string): string {
  const { msg, err, problem, resource, status, error } = JSON.parse(line) as {
    msg: string;
    err?: { message?: string };
    problem?: { code: string };
    resource?: string;
    status?: number | string | null;
    error?: string | null;
  };
  const details = [resource, status, error, problem?.code, err?.message].filter((detail) => detail);
  return `  log: ${msg}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
}

function never(): Promise<void> {
  throw new Error('Signing in does not wait.');
}
