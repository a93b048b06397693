import { once } from 'node:events';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createXeroOAuth, READ_SCOPES } from '@ledgerport/xero';
import type { LoggedRequest, Truth } from 'xero-sandbox';
import { systemClock } from '../portal/src/clock.ts';
import { startProcess } from './processes.ts';
import { PUBLIC_URL } from './public-url.ts';
import type { Copy } from './reading/copy.ts';
import type { SandboxQuestion, SandboxReady } from './sandbox-process.ts';

/** What a reading cost, by the sandbox's own log. */
export type Traffic = {
  calls: number;
  /** As sent, compressed. */
  bytes: number;
  /** How long the sandbox took to make its answers. */
  answerMs: number;
  /** From the first call for invoices to the first call for what is read after them; null when nothing is. */
  invoicesMs: number | null;
};

export type BenchSandbox = SandboxReady & {
  /** Signs in and allows access; answers with the callback's address. */
  authorise(url: string): Promise<string>;
  /** A token by a consent of its own. */
  accessToken(): Promise<string>;
  /** Has the accountant edit half of so many open invoices and pay the others. @returns how many there were */
  change(invoices: number): Promise<number>;
  /** Delivers every change from now on. @throws Error when the receiver did not pass the intent to receive */
  sendWebhooks(to: { url: string; key: string }): Promise<void>;
  forgetTraffic(): Promise<void>;
  traffic(): Promise<Traffic>;
  /** @throws Error when the copy does not hold what the books hold. */
  compare(copy: Copy): Promise<void>;
};

const INVOICES_PER_CONTACT = 50;
/** One organisation of a million invoices takes more than the engine gives by itself. */
const HEAP_MEGABYTES = 12_288;

/** Runs `work` beside a sandbox with one organisation of that many sales invoices, without limits unless told otherwise. */
export async function withSandbox<Result>(
  invoices: number,
  work: (sandbox: BenchSandbox) => Promise<Result>,
  limits: 'on' | 'off' = 'off',
): Promise<Result> {
  const input = {
    contacts: Math.ceil(invoices / INVOICES_PER_CONTACT),
    // One document in twenty of the seed is a bill, which nobody here reads.
    documents: Math.floor((invoices * 20) / 19),
    limits,
  };
  const sandbox = await startProcess<SandboxReady>('sandbox-process.ts', input, [
    `--max-old-space-size=${HEAP_MEGABYTES}`,
  ]);
  const { ready } = sandbox;
  const ask = <Answer>(question: SandboxQuestion) => sandbox.ask<Answer>(question);
  const authorise = async (url: string) => (await ask<{ callback: string }>({ authorise: url })).callback;
  const accessToken = () => accessTo(ready, authorise);
  try {
    return await work({
      ...ready,
      authorise,
      accessToken,
      async change(wanted) {
        const ids = await openInvoices(ready, await accessToken(), wanted);
        return (await ask<{ changed: number }>({ change: ids })).changed;
      },
      async sendWebhooks(subscribe) {
        const { problem } = await ask<{ problem: string | null }>({ subscribe });
        if (problem) throw new Error(`The sandbox cannot send webhooks: ${problem}`);
      },
      async forgetTraffic() {
        await onSandbox(ready, '/sandbox/requests', { method: 'DELETE' });
      },
      traffic: () => readTraffic(ready),
      async compare(copy) {
        const path = `/sandbox/organisations/${ready.tenantId}/truth`;
        const expected = expectedCopy(await onSandbox<Truth>(ready, path));
        if (JSON.stringify(copy) !== JSON.stringify(expected))
          throw new Error(
            `The copy is wrong: it holds ${JSON.stringify(copy)}, the books ${JSON.stringify(expected)}.`,
          );
      },
    });
  } finally {
    await sandbox.stop();
  }
}

async function readTraffic(sandbox: SandboxReady): Promise<Traffic> {
  const { requests } = await onSandbox<{ requests: LoggedRequest[] }>(sandbox, '/sandbox/requests');
  const sum = (of: (request: LoggedRequest) => number) =>
    requests.reduce((total, request) => total + of(request), 0);
  return {
    calls: requests.length,
    bytes: sum(({ bytes }) => bytes),
    answerMs: sum(({ ms }) => ms),
    invoicesMs: timeOfInvoices(requests),
  };
}

function timeOfInvoices(requests: readonly LoggedRequest[]): number | null {
  const isInvoices = ({ path }: LoggedRequest) => path.endsWith('/Invoices');
  const first = requests.findIndex(isInvoices);
  const after = requests.findIndex((request, index) => index > first && !isInvoices(request));
  const [from, to] = [requests[first], requests[after]];
  return from && to ? Date.parse(to.time) - Date.parse(from.time) : null;
}

function expectedCopy({ contacts, invoices, due, credit }: Truth): Copy {
  const trimmed = (amounts: Record<string, string>) =>
    Object.fromEntries(Object.entries(amounts).map(([currency, amount]) => [currency, trim(amount)]));
  return {
    customers: contacts.active + contacts.archived,
    invoices: Object.values(invoices.ACCREC).reduce((sum, count) => sum + count, 0),
    due: trimmed(due),
    credit: trimmed(credit),
  };
}

/** The same amount however many decimals its currency has: a copy's column knows no currency. */
function trim(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}

/** The oldest open sales invoices in the base currency. */
async function openInvoices(sandbox: SandboxReady, token: string, wanted: number): Promise<string[]> {
  const where = encodeURIComponent('Type=="ACCREC" AND Status=="AUTHORISED"');
  const found: string[] = [];
  for (let page = 1; found.length < wanted; page += 1) {
    const { Invoices: invoices } = await onSandbox<{
      Invoices: { InvoiceID: string; CurrencyCode: string }[];
    }>(sandbox, `/api.xro/2.0/Invoices?where=${where}&page=${page}&pageSize=1000`, {
      headers: {
        authorization: `Bearer ${token}`,
        'xero-tenant-id': sandbox.tenantId,
        accept: 'application/json',
      },
    });
    if (invoices.length === 0) break;
    const inBase = invoices.filter(({ CurrencyCode: currency }) => currency === 'NZD');
    found.push(...inBase.map(({ InvoiceID: id }) => id));
  }
  return found.slice(0, wanted);
}

async function accessTo(
  { url, app }: SandboxReady,
  authorise: (url: string) => Promise<string>,
): Promise<string> {
  const addresses = { loginUrl: url, identityUrl: url, apiUrl: url };
  const oauth = createXeroOAuth({ ...app, addresses, clock: systemClock });
  const redirectUri = `${PUBLIC_URL}/xero/callback`;
  const signIn = await oauth.start({ redirectUri, scopes: READ_SCOPES });
  const { accessToken } = await oauth.finish({
    callbackUrl: await authorise(signIn.url),
    redirectUri,
    expectedState: signIn.state,
    codeVerifier: signIn.codeVerifier,
  });
  return accessToken;
}

/**
 * One call on a connection of its own: one kept from before may have been closed during a long run. Not by Node's fetch,
 * which ends the process when such a connection closes before a long answer is read.
 */
async function onSandbox<Answer>(
  { url }: SandboxReady,
  path: string,
  call: RequestOptions = {},
): Promise<Answer> {
  const asked = request(`${url}${path}`, { ...call, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = await text(answer);
  if ((answer.statusCode ?? 0) >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${body}`);
  return JSON.parse(body || 'null') as Answer;
}
