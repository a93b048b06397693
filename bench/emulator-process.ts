import { startSandbox } from 'xero-sandbox';
import type { EmulatorReady } from './emulator-ready.ts';
import { readInput, serve } from './processes.ts';
import { readUsage } from './usage.ts';

const CALLBACK = 'http://localhost:3000/xero/callback';
const SCOPES = 'openid accounting.invoices accounting.payments accounting.contacts accounting.settings';

const { contacts, invoices } = readInput<{ contacts: number; invoices: number }>();
const before = readUsage();
const started = performance.now();
const sandbox = await startSandbox({
  limits: 'off',
  organisations: [{ name: 'Bench Books', contacts, invoices }],
});
const startMs = performance.now() - started;
const { peakMemory } = readUsage();
const ready: EmulatorReady = {
  url: sandbox.url,
  tenantId: sandbox.organisations[0]?.tenantId ?? '',
  accessToken: await accessToken(),
  startMs,
  memoryBefore: before.peakMemory,
  peakMemory,
};
serve<object>(
  ready,
  async () => {
    const answers = sandbox.requests().map(({ ms }) => ms);
    sandbox.clearRequests();
    return { answers };
  },
  () => sandbox.close(),
);

/** Walks the sandbox's own pages and redeems the code, as any app would. */
async function accessToken(): Promise<string> {
  const { clientId, clientSecret } = sandbox.app;
  const authorise = new URL('/identity/connect/authorize', sandbox.url);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: CALLBACK,
    scope: SCOPES,
    state: 'x',
  };
  authorise.search = new URLSearchParams(asked).toString();
  const code = new URL(await sandbox.authorise(authorise.href)).searchParams.get('code') ?? '';
  const answer = await fetch(`${sandbox.url}/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  sandbox.clearRequests();
  return token;
}
