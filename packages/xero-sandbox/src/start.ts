import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { walkPages } from './authorise.ts';
import { Books } from './books/books.ts';
import { type BooksVerbs, verbsOf } from './books/verbs.ts';
import { type AdjustableClock, adjustable, type Clock, systemClock } from './clock.ts';
import { type Context, findBooks } from './context.ts';
import { type Fault, Faults } from './faults/faults.ts';
import { DEFAULT_APP, DEFAULT_USERS, type SandboxApp, type SandboxUser } from './identity/app.ts';
import { Identity } from './identity/identity.ts';
import { CORE_LIMITS, Limiter, type Limits } from './limits/limits.ts';
import { type LoggedRequest, RequestLog } from './log/log.ts';
import { applyChanges, changesOf, VERSION } from './saved/saved-state.ts';
import { readState, StateFile } from './saved/state-file.ts';
import { DEFAULT_ORGANISATIONS, type OrganisationSeed, seedOrganisation } from './seed/organisation.ts';

/** How a sandbox is to be; everything has a default. */
export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The address to listen on; loopback unless told otherwise. */
  readonly host?: string;
  readonly seed?: number;
  /** `YYYY-MM-DD`: the day up to which the seeded documents reach; left out: the clock's own day in UTC. */
  readonly today?: string;
  readonly organisations?: readonly OrganisationSeed[];
  readonly app?: Partial<SandboxApp>;
  readonly users?: readonly SandboxUser[];
  readonly clock?: Clock;
  readonly limits?: Partial<Limits> | 'off';
  /** Whether If-Modified-Since includes a row changed at that very instant. Xero does not say; `inclusive` is the default. */
  readonly modifiedSince?: 'inclusive' | 'exclusive';
  /** How long a replaced refresh token still works; 30 unless told otherwise. */
  readonly refreshGraceMinutes?: number;
  /** A file that carries everything over a restart. What it says about seed, day and organisations wins. */
  readonly stateFile?: string;
  /** Receives a line about a state file that could not be used; left out: a process warning. */
  readonly notice?: (line: string) => void;
}

/** A running sandbox. */
export interface Sandbox {
  readonly url: string;
  readonly app: SandboxApp;
  readonly users: readonly SandboxUser[];
  readonly clock: AdjustableClock;
  readonly organisations: readonly { readonly tenantId: string; readonly name: string }[];
  /** The calls that Xero would have seen, oldest first. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** The verbs of one organisation; ends in an error when there is none of that tenant id or name. */
  books(tenantIdOrName: string): BooksVerbs;
  /** What "Disconnect" inside Xero does: the app loses that organisation, for every user. */
  disconnect(tenantIdOrName: string): void;
  /** Signs in and allows (or denies) access through the real pages; answers with the callback's address. */
  authorise(authoriseUrl: string, walk?: AuthoriseOptions): Promise<string>;
  close(): Promise<void>;
}

export interface AuthoriseOptions {
  readonly email?: string;
  readonly password?: string;
  /** Name or tenant id; left out: the first organisation. */
  readonly organisation?: string;
  readonly deny?: boolean;
}

/** Starts a sandbox and waits until it listens; ends in an error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const context = await createContext(options);
  const host = options.host ?? '127.0.0.1';
  const server = createAdaptorServer({ fetch: createApp(context, host).fetch, overrideGlobalObjects: false });
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox listens on no port.');
  const { identity, clock, log, faults, state } = context;
  const find = (tenantIdOrName: string): Books => {
    const books = findBooks(context, tenantIdOrName);
    if (!books) throw new Error(`The sandbox has no organisation ${tenantIdOrName}.`);
    return books;
  };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    app: identity.app,
    users: identity.users,
    clock,
    organisations: context.organisations.map(({ organisation: { tenantId, name } }) => ({ tenantId, name })),
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    books: (tenantIdOrName) => verbsOf(find(tenantIdOrName), () => state.saveSoon()),
    disconnect(tenantIdOrName) {
      identity.disconnectOrganisation(find(tenantIdOrName).organisation.tenantId);
      state.saveSoon();
    },
    async authorise(authoriseUrl, walk = {}) {
      const email = walk.email ?? identity.users[0]?.email ?? '';
      const user = identity.users.find((each) => each.email === email);
      const organisation = walk.organisation ?? context.organisations[0]?.organisation.name ?? '';
      return walkPages(authoriseUrl, {
        email,
        password: walk.password ?? user?.password ?? '',
        tenantId: find(organisation).organisation.tenantId,
        deny: walk.deny ?? false,
      });
    },
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await state.save();
    },
  };
}

async function createContext(options: SandboxOptions): Promise<Context> {
  const notice = options.notice ?? ((line: string) => process.emitWarning(line));
  const saved = options.stateFile === undefined ? undefined : await readState(options.stateFile, notice);
  const clock = adjustable(options.clock ?? systemClock, saved?.clockOffset);
  const seed = saved?.seed ?? options.seed ?? 1;
  const today = saved?.today ?? options.today ?? clock.now().toISOString().slice(0, 10);
  const seeds = saved?.organisations ?? options.organisations ?? DEFAULT_ORGANISATIONS;
  const twice = seeds.find(({ name }, index) => seeds.findIndex((each) => each.name === name) !== index);
  if (twice) throw new Error(`Two organisations have the name ${twice.name}.`);
  const organisations = seeds.map((wanted) => new Books(seedOrganisation(seed, wanted, today), clock));
  for (const books of organisations) {
    const changes = saved?.changes[books.organisation.tenantId];
    if (changes) applyChanges(books, changes);
  }
  const app = { ...DEFAULT_APP, ...options.app };
  const identity = new Identity(app, options.users ?? DEFAULT_USERS, organisations, clock, saved?.identity);
  const limits = options.limits === 'off' ? 'off' : { ...CORE_LIMITS, ...options.limits };
  const state = new StateFile(options.stateFile);
  state.holds(async () => ({
    format: 'xero-sandbox',
    version: VERSION,
    seed,
    today,
    organisations: seeds,
    clockOffset: clock.offset,
    identity: await identity.content(),
    changes: Object.fromEntries(
      organisations.map((books) => [books.organisation.tenantId, changesOf(books)]),
    ),
  }));
  return {
    identity,
    organisations,
    clock,
    limiter: new Limiter(limits, clock),
    faults: new Faults(),
    log: new RequestLog(),
    state,
    modifiedSince: options.modifiedSince ?? 'inclusive',
    refreshGraceMs: (options.refreshGraceMinutes ?? 30) * 60_000,
  };
}
