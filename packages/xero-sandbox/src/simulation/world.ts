import { type Random, randomFrom } from '../seed/random.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, type Envelope, refresh } from '../test-client.ts';
import type { IsReceivable } from './check-ledger.ts';
import { readView, type View } from './view.ts';

/** One organisation under simulation: its verbs, a connected app, and what that app last saw. */
export interface World {
  readonly random: Random;
  readonly verbs: ReturnType<Sandbox['books']>;
  readonly isReceivable: IsReceivable;
  readonly sandbox: Sandbox;
  view: View;
  /** Calls the API; a path behind the base. */
  call(path: string, method?: 'GET' | 'PUT' | 'POST' | 'DELETE', body?: object): Promise<Response>;
  read(path: string): Promise<Envelope>;
  /** Moves the clock; the app signs in anew as soon as its token has run out. */
  advance(milliseconds: number): Promise<void>;
  /** The organisation's today so many days later, `YYYY-MM-DD`. */
  day(offset: number): string;
}

const START = Date.parse('2026-06-15T00:00:00Z');

const SCOPES = [
  'openid offline_access accounting.invoices accounting.payments accounting.banktransactions',
  'accounting.contacts accounting.settings accounting.journals.read accounting.reports.aged.read',
  'accounting.reports.balancesheet.read accounting.reports.banksummary.read accounting.reports.trialbalance.read',
].join(' ');

/** Starts the world of one seed; the same number always gives the same books, clock and choices. */
export async function startWorld(seed: number): Promise<World> {
  const random = randomFrom(`simulation ${seed}`);
  const prepayments = random.chance(30) ? 'liability' : 'receivables';
  const sandbox = await startSandbox({
    seed,
    organisations: [{ name: 'Books', contacts: 4, invoices: 6 }],
    clock: { now: () => new Date(START) },
    limits: 'off',
    tier: 'advanced',
    switches: { prepayments },
  });
  const connected = await connect(sandbox, 'Books', SCOPES);
  let { access_token: accessToken, refresh_token: refreshToken } = connected.tokens;
  let expires = sandbox.clock.now().getTime() + 25 * 60_000;
  const call: World['call'] = (path, method = 'GET', body) =>
    fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
      method,
      headers: headersOf(connected, accessToken),
      ...(body && { body: JSON.stringify(body) }),
    });
  const read = async (path: string) => {
    const response = await call(path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Envelope;
  };
  const view = await readView(read);
  // The switch is for new prepayments; those of the seed stay where they were.
  const seeded = new Set(view.credits.map(({ ID }) => ID));
  return {
    random,
    verbs: sandbox.books('Books'),
    isReceivable: ({ ID }) => prepayments === 'receivables' || seeded.has(ID),
    sandbox,
    view,
    call,
    read,
    async advance(milliseconds) {
      sandbox.clock.advance(milliseconds);
      const now = sandbox.clock.now().getTime();
      if (now < expires) return;
      const { body } = await refresh(sandbox, refreshToken);
      [accessToken, refreshToken, expires] = [body.access_token, body.refresh_token, now + 25 * 60_000];
    },
    day(offset) {
      // Half a day ahead of UTC, as New Zealand is in winter.
      return new Date(sandbox.clock.now().getTime() + offset * 86_400_000 + 12 * 3_600_000)
        .toISOString()
        .slice(0, 10);
    },
  };
}

function headersOf({ tenantId }: Connected, accessToken: string): Record<string, string> {
  return {
    authorization: `Bearer ${accessToken}`,
    accept: 'application/json',
    // Packing and unpacking every answer would take a quarter of the time.
    'accept-encoding': 'identity',
    'content-type': 'application/json',
    'xero-tenant-id': tenantId,
  };
}
