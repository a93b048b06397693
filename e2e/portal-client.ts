import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from 'xero-sandbox';

export const STAFF = { email: 'ops@provider.example', password: 'correct horse battery' };

/** The settings of a portal whose Xero is this sandbox. */
export function sandboxSettings(sandbox: Sandbox): Record<string, string> {
  return {
    XERO_CLIENT_ID: sandbox.app.clientId,
    XERO_CLIENT_SECRET: sandbox.app.clientSecret ?? '',
    XERO_LOGIN_URL: sandbox.url,
    XERO_IDENTITY_URL: sandbox.url,
    XERO_API_URL: sandbox.url,
    BOOTSTRAP_EMAIL: STAFF.email,
    BOOTSTRAP_PASSWORD: STAFF.password,
  };
}

/** What the tests look at of a run. */
export type Run = {
  id: string;
  status: string;
  startedAt: string | null;
  finishedAt: string | null;
  calls: number;
  entities: Record<string, { created: number } | undefined>;
};

/** A signed-in person's way to the API. */
export type Client = {
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PATCH', path: string, body?: unknown): Promise<Answer>;
  /** The answer itself, of a stream of events. */
  watch(path: string): Promise<Response>;
  /** Opens a page of the portal, without following where it leads. */
  open(url: string): Promise<void>;
};

/** Signs in as a browser would, and keeps the cookie. */
export async function signIn(url: string, person: { email: string; password: string }): Promise<Client> {
  const ask = async (
    method: string,
    path: string,
    cookie: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        origin: url,
        cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const answer = await ask('POST', '/api/session', '', { email: person.email, password: person.password });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    get: async <Answer>(path: string) => (await (await ask('GET', path, cookie)).json()) as Answer,
    send: async <Answer>(method: string, path: string, body?: unknown) =>
      (await (await ask(method, path, cookie, body)).json()) as Answer,
    watch: (path) => ask('GET', path, cookie, undefined, { accept: 'text/event-stream' }),
    open: async (page) => {
      await ask('GET', page, cookie);
    },
  };
}

/** A firm of its own whose owner has connected and saved this organisation. */
export async function connectFirm(url: string, sandbox: Sandbox, organisation: string) {
  const staff = await signIn(url, STAFF);
  const person = {
    email: `owner-${crypto.randomUUID()}@firm.example`,
    name: 'Olive Owner',
    password: 'a long password of hers',
  };
  const { id: firmId } = await staff.send<{ id: string }>('POST', '/api/firms', {
    name: organisation,
    timeZone: 'Pacific/Auckland',
    owner: person,
  });
  const { id } = await staff.send<{ id: string }>('POST', `/api/firms/${firmId}/integrations`, {
    platform: 'xero',
  });
  const owner = await signIn(url, person);
  await connect(owner, id, sandbox, organisation);
  return { firmId, integrationId: id, owner };
}

/** Online Auth and Save. */
export async function connect(
  owner: Client,
  integrationId: string,
  sandbox: Sandbox,
  organisation: string,
): Promise<void> {
  const { url } = await owner.send<{ url: string }>(
    'POST',
    `/api/integrations/${integrationId}/authorization`,
  );
  await owner.open(await sandbox.authorise(url, { organisation }));
  await owner.send('PATCH', `/api/integrations/${integrationId}`, {});
}

/** Sync Now. @returns the run's id */
export async function startSync(owner: Client, integrationId: string): Promise<string> {
  return (await owner.send<{ id: string }>('POST', `/api/integrations/${integrationId}/syncs`, {})).id;
}

/** Looks at the run until it is as wanted; ends in an error that shows the run when that takes too long. */
export async function runThat(
  owner: Client,
  runId: string,
  isWanted: (run: Run) => boolean,
  withinMs = 60_000,
): Promise<Run> {
  const until = Date.now() + withinMs;
  for (;;) {
    const run = await owner.get<Run>(`/api/syncs/${runId}`);
    if (isWanted(run)) return run;
    if (Date.now() > until) throw new Error(`The run did not come so far: ${JSON.stringify(run)}`);
    await pause(50);
  }
}

export const hasSucceeded = (run: Run) => run.status === 'succeeded';

type Invoice = { status: string; currency: string; amountDue: string };
type Customer = { archived: boolean };
type List<Item> = { items: Item[]; nextCursor: string | null };

/** Counts and sums what the portal shows of a firm's books, as the sandbox's own `truth` does. */
export async function mirrorOf(owner: Client, firmId: string) {
  const invoices = await everything<Invoice>(owner, `/api/firms/${firmId}/invoices?limit=200`);
  const customers = await everything<Customer>(owner, `/api/firms/${firmId}/customers?show=all&limit=200`);
  const statuses: Record<string, number> = {};
  const cents: Record<string, number> = {};
  for (const { status, currency, amountDue } of invoices) {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 'authorised')
      cents[currency] = (cents[currency] ?? 0) + Number(amountDue.replace('.', ''));
  }
  return { statuses, cents, customers: customers.length };
}

/** What `mirrorOf` must show for this organisation. */
export function truthOf(sandbox: Sandbox, organisation: string): Awaited<ReturnType<typeof mirrorOf>> {
  const { invoices, due, contacts } = sandbox.books(organisation).truth();
  const shown = Object.entries(invoices.ACCREC).filter(
    ([status, count]) => status !== 'DELETED' && count > 0,
  );
  return {
    statuses: Object.fromEntries(shown.map(([status, count]) => [status.toLowerCase(), count])),
    cents: Object.fromEntries(
      Object.entries(due).map(([currency, amount]) => [currency, Number(amount.replace('.', ''))]),
    ),
    customers: contacts.active + contacts.archived,
  };
}

async function everything<Item>(owner: Client, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: List<Item> = await owner.get(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
