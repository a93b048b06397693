import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import {
  type CallRecord,
  type Clock,
  createMemoryLimiter,
  createXeroAccounting,
  createXeroOAuth,
  type Invoice,
  READ_SCOPES,
  type RecordPage,
  type TokenSet,
} from './index.ts';

const ORGANISATION = 'Harbour Supplies';
const REDIRECT = 'http://localhost:3999/xero/callback';

let sandbox: Sandbox;
const clock: Clock = {
  now: () => sandbox.clock.now(),
  sleep: async (ms, signal) => void (await setTimeout(ms, undefined, signal ? { signal } : {})),
};

beforeAll(async () => {
  const organisations = [{ name: ORGANISATION, contacts: 1100, invoices: 2500 }];
  sandbox = await startSandbox({
    organisations,
    today: '2026-05-01',
    switches: { modifiedSince: 'exclusive' },
  });
});
afterAll(() => sandbox.close());

function signIn() {
  const { clientId, clientSecret } = sandbox.app;
  const addresses = { loginUrl: sandbox.url, identityUrl: sandbox.url, apiUrl: sandbox.url };
  const oauth = createXeroOAuth({ clientId, clientSecret, addresses, clock });
  const begin = async (walk: { deny?: boolean } = {}): Promise<TokenSet> => {
    const { url, state, codeVerifier } = await oauth.start({ redirectUri: REDIRECT, scopes: READ_SCOPES });
    const callbackUrl = await sandbox.authorise(url, { organisation: ORGANISATION, ...walk });
    return oauth.finish({ callbackUrl, redirectUri: REDIRECT, expectedState: state, codeVerifier });
  };
  return { oauth, addresses, begin };
}

async function connect(pageSize = 1000) {
  const { oauth, addresses, begin } = signIn();
  let tokens = await begin();
  const [connection] = await oauth.connections(tokens.accessToken, {
    ...(tokens.authenticationEventId ? { authEventId: tokens.authenticationEventId } : {}),
  });
  const tenantId = connection?.tenantId ?? '';
  const calls: CallRecord[] = [];
  const xero = createXeroAccounting({
    addresses,
    tenantId,
    pageSize,
    clock,
    limiter: createMemoryLimiter({ clock }),
    onCall: (call) => calls.push(call),
    tokens: {
      current: async () => tokens.accessToken,
      renewed: async () => {
        tokens = await oauth.refresh(tokens.refreshToken);
        return tokens.accessToken;
      },
    },
  });
  return { oauth, xero, calls, connection, tokens: () => tokens };
}

async function readAll<T>(pages: AsyncGenerator<RecordPage<T>>) {
  const all = { records: [] as T[], setAside: 0, watermark: null as Date | null };
  for await (const page of pages) {
    all.records.push(...page.records);
    all.setAside += page.setAside.length;
    all.watermark = page.watermark ?? all.watermark;
  }
  return all;
}

/** Amounts owed on approved invoices, by currency, in cents so that they add up exactly. */
/** Thousandths, the smallest unit of any currency, so that amounts compare whatever decimals they are written with. */
function thousandths(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(3, '0'));
}

function dueByCurrency(invoices: Iterable<Invoice>): Map<string, bigint> {
  const due = new Map<string, bigint>();
  for (const { status, currencyCode, amountDue } of invoices) {
    if (status === 'AUTHORISED')
      due.set(currencyCode, (due.get(currencyCode) ?? 0n) + thousandths(amountDue));
  }
  return due;
}

describe('with a Xero that runs here', () => {
  test('signs in, reads everything in a few calls, and then only what changed', async () => {
    const { xero, calls, connection, tokens } = await connect();
    expect(connection).toMatchObject({ tenantType: 'ORGANISATION', tenantName: ORGANISATION });
    expect([...tokens().scopes].sort()).toEqual([...READ_SCOPES].sort());
    expect(await xero.organisation()).toMatchObject({ name: ORGANISATION, timeZoneKnown: true });
    expect((await xero.accounts()).records.some(({ type }) => type === 'BANK')).toBe(true);

    calls.length = 0;
    const contacts = await readAll(xero.readContacts({ since: null }));
    const invoices = await readAll(xero.readInvoices({ since: null }));
    expect(calls.length).toBeLessThanOrEqual(6);
    expect(
      calls.every(({ status, bytes, callsLeft }) => status === 200 && bytes > 0 && callsLeft.day !== null),
    ).toBe(true);

    const books = sandbox.books(ORGANISATION);
    const truth = books.truth();
    expect(contacts.setAside + invoices.setAside).toBe(0);
    expect(contacts.records).toHaveLength(truth.contacts.active + truth.contacts.archived);
    const counted = Object.values(truth.invoices.ACCREC).reduce((sum, count) => sum + count, 0);
    expect(new Set(invoices.records.map(({ invoiceId }) => invoiceId)).size).toBe(counted);
    expect(invoices.records).toHaveLength(counted);
    const due = Object.entries(truth.due).map(([code, amount]) => [code, thousandths(amount)] as const);
    expect(dueByCurrency(invoices.records)).toEqual(new Map(due));

    const unpaid = invoices.records.find(
      ({ status, amountPaid }) => status === 'AUTHORISED' && Number(amountPaid) === 0,
    );
    books.voidInvoice(unpaid?.invoiceId ?? '');
    calls.length = 0;
    const changed = await readAll(xero.readInvoices({ since: invoices.watermark }));
    expect(calls).toHaveLength(1);
    expect(changed.records.find(({ invoiceId }) => invoiceId === unpaid?.invoiceId)?.status).toBe('VOIDED');
    expect(changed.records.length).toBeLessThan(100);
  });

  test('loses no contact while contacts that were read already are being renamed', async () => {
    const { xero } = await connect(150);
    const books = sandbox.books(ORGANISATION);
    const names = new Map<string, string>();
    for await (const { records } of xero.readContacts({ since: null })) {
      for (const { contactId, name } of records) names.set(contactId, name);
      for (const { contactId, name, status } of names.size < 1000 ? records.slice(0, 3) : []) {
        if (status === 'ACTIVE') books.renameContact(contactId, `Renamed ${name}`.slice(0, 255));
      }
    }
    const { contacts } = books.truth();
    expect(names.size).toBe(contacts.active + contacts.archived);
    expect([...names.values()].some((name) => name.startsWith('Renamed '))).toBe(true);
  });

  test('reads one invoice and its PDF, and says what is not there', async () => {
    const { xero } = await connect();
    const { value: page } = await xero.readInvoices({ since: null }).next();
    const [first] = page.records;
    expect((await xero.invoice(first.invoiceId)).lines).toEqual(first.lines);
    expect(Buffer.from(await xero.invoicePdf(first.invoiceId)).toString('latin1', 0, 5)).toBe('%PDF-');
    const missing = xero.invoice('00000000-0000-4000-8000-000000000000');
    await expect(missing).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('goes on with a new token when the old one ended, and after an answer was cut short', async () => {
    const { xero, calls } = await connect();
    sandbox.clock.advance(31 * 60_000);
    sandbox.addFault({ match: { path: '/Organisation' }, skip: 1, times: 1, effect: { cutBodyAt: 20 } });
    expect((await xero.organisation()).name).toBe(ORGANISATION);
    expect(calls.map(({ status }) => status)).toEqual([401, null, 200]);
    sandbox.clearFaults();
  });

  test('tells a denial, a disconnection and a revoked grant apart', async () => {
    await expect(signIn().begin({ deny: true })).rejects.toMatchObject({ kind: 'denied' });
    const { oauth, xero, connection, tokens } = await connect();
    await oauth.disconnect(tokens().accessToken, connection?.id ?? '');
    expect(await oauth.connections(tokens().accessToken)).toEqual([]);
    await expect(xero.organisation()).rejects.toMatchObject({ kind: 'organisation_unreachable' });
    await oauth.revoke(tokens().refreshToken);
    await expect(oauth.refresh(tokens().refreshToken)).rejects.toMatchObject({ kind: 'reconnect' });
  });
});
