import type { Override } from './accounting/overrides.ts';
import { createApp } from './app.ts';
import { walkPages } from './authorise.ts';
import type { Books } from './books/books.ts';
import { type BooksVerbs, verbsOf } from './books/verbs.ts';
import type { AdjustableClock } from './clock.ts';
import { findBooks } from './context.ts';
import { createContext } from './create-context.ts';
import type { Fault } from './faults/fault.ts';
import type { ListedFault } from './faults/faults.ts';
import type { LatencySetting } from './faults/latency.ts';
import type { SandboxApp, SandboxUser } from './identity/app.ts';
import type { Limits, Spending, Usage } from './limits/limits.ts';
import type { LogFilter, LoggedRequest } from './log/log.ts';
import type { SandboxOptions } from './options.ts';
import { serve } from './serve.ts';
import type { Switches } from './switches.ts';
import { isXeroHost } from './tls/hosts.ts';
import type { SandboxTls } from './tls/sandbox-tls.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** A running sandbox. */
export interface Sandbox {
  readonly url: string;
  /** How an unmodified client gets here; only with the option of that name. */
  readonly tls?: SandboxTls;
  readonly app: SandboxApp;
  readonly users: readonly SandboxUser[];
  readonly clock: AdjustableClock;
  readonly organisations: readonly { readonly tenantId: string; readonly name: string }[];
  /** What the sandbox does where Xero's documentation says nothing; assign one to change it at once. */
  readonly switches: Switches;
  /** The app's webhooks: the subscription, its deliveries, and what can go wrong with them. */
  readonly webhooks: Webhooks;
  /** The calls that Xero would have seen, oldest first. */
  requests(filter?: LogFilter): LoggedRequest[];
  clearRequests(): void;
  /** Puts a fault in force; answers with the id by which it can be removed. */
  addFault(fault: Fault): string;
  faults(): ListedFault[];
  removeFault(id: string): void;
  clearFaults(): void;
  /** Makes every answer late, in real milliseconds; 0 for at once. */
  setLatency(setting: LatencySetting): void;
  /** Sets limits from the next call on; those left out stay as they were. */
  setLimits(limits: Partial<Limits> | 'off'): void;
  /** How many calls of an organisation count against its limits now. */
  usage(tenantIdOrName: string): Usage;
  /** Uses up calls of an organisation, as if they had been made now. */
  spendCalls(tenantIdOrName: string, calls: Spending): void;
  /** Makes answers say something else of one record than the books do, such as a Class that no client knows yet. */
  override(tenantIdOrName: string, override: Override): void;
  clearOverrides(tenantIdOrName: string): void;
  /** What the reset of a demo company does: other books under a new tenant id, which somebody has to connect again. */
  resetOrganisation(tenantIdOrName: string): { readonly tenantId: string; readonly name: string };
  /** The verbs of one organisation; ends in an error when there is none of that tenant id or name. */
  books(tenantIdOrName: string): BooksVerbs;
  /** What "Disconnect" inside Xero does: the app loses that organisation, for every user. */
  disconnect(tenantIdOrName: string): void;
  /** What an organisation's accountant does inside Xero: that person belongs to it no more. Ends in an error for a stranger. */
  removeUser(email: string, tenantIdOrName: string): void;
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

/** Starts a sandbox and waits until it listens; ends in an error when the port is taken or an option makes no sense. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const context = await createContext(options);
  const host = options.host ?? '127.0.0.1';
  const app = createApp(context, host, Boolean(options.tls));
  const { url, tls, close } = await serve(app.fetch, { ...options, host });
  context.webhooks.start();
  const { identity, clock, log, faults, state } = context;
  const find = (tenantIdOrName: string): Books => {
    const books = findBooks(context, tenantIdOrName);
    if (!books) throw new Error(`The sandbox has no organisation ${tenantIdOrName}.`);
    return books;
  };
  return {
    url,
    ...(tls && { tls }),
    app: identity.app,
    users: identity.users,
    clock,
    get organisations() {
      return context.organisations.map(named);
    },
    switches: context.switches,
    webhooks: context.webhooks,
    requests: (filter) => log.read(filter),
    clearRequests: () => log.clear(),
    addFault: (fault) => faults.add(fault),
    faults: () => faults.all(),
    removeFault: (id) => void faults.remove(id),
    clearFaults: () => faults.clear(),
    setLatency: (setting) => context.latency.set(setting),
    setLimits: (limits) => context.limiter.set(limits),
    usage: (tenantIdOrName) => context.limiter.usage(find(tenantIdOrName).organisation.tenantId),
    spendCalls: (tenantIdOrName, calls) =>
      context.limiter.spend(find(tenantIdOrName).organisation.tenantId, calls),
    override: (tenantIdOrName, override) =>
      context.overrides.add(find(tenantIdOrName).organisation.tenantId, override),
    clearOverrides: (tenantIdOrName) => context.overrides.clear(find(tenantIdOrName).organisation.tenantId),
    resetOrganisation: (tenantIdOrName) => named(context.resetOrganisation(find(tenantIdOrName))),
    books: (tenantIdOrName) => verbsOf(find(tenantIdOrName), () => state.saveSoon()),
    disconnect(tenantIdOrName) {
      identity.disconnectOrganisation(find(tenantIdOrName).organisation.tenantId);
      state.saveSoon();
    },
    removeUser(email, tenantIdOrName) {
      const user = identity.users.find((each) => each.email === email);
      if (!user) throw new Error(`The sandbox has no user ${email}.`);
      identity.removeUser(user.id, find(tenantIdOrName).organisation.tenantId);
      state.saveSoon();
    },
    async authorise(authoriseUrl, walk = {}) {
      const email = walk.email ?? identity.users[0]?.email ?? '';
      const user = identity.users.find((each) => each.email === email);
      const organisation = walk.organisation ?? context.organisations[0]?.organisation.name ?? '';
      const { hostname, pathname, search } = new URL(authoriseUrl);
      return walkPages(isXeroHost(hostname) ? url + pathname + search : authoriseUrl, {
        email,
        password: walk.password ?? user?.password ?? '',
        tenantId: find(organisation).organisation.tenantId,
        deny: walk.deny ?? false,
      });
    },
    async close() {
      await close();
      await context.webhooks.close();
      await state.save();
    },
  };
}

function named({ organisation: { tenantId, name } }: Books) {
  return { tenantId, name };
}
