import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { THEMES } from './checks/all.ts';
import { differences, isFailure, judge } from './compare.ts';
import { text } from './json.ts';
import { type Opened, openBundled, openRemote } from './open.ts';
import type { RemoteOptions } from './options.ts';
import { whyNotWrite } from './organisation.ts';
import { runChecks } from './run-checks.ts';

const signal = new AbortController().signal;
const progress = () => {};

describe('The lab on a Xero that is not the bundled sandbox', () => {
  let other: Sandbox;
  let options: RemoteOptions;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lab-'));
    const redirectUri = `http://localhost:${await freePort()}/callback`;
    other = await startSandbox({
      organisations: [{ name: 'Kiwi Consulting', contacts: 12, invoices: 40 }],
      app: { redirectUris: [redirectUri] },
      switches: { invalidClientStatus: 401, nothingNewer: 'not-modified' },
    });
    options = {
      login: other.url,
      identity: other.url,
      api: other.url,
      clientId: other.app.clientId,
      clientSecret: other.app.clientSecret,
      redirectUri,
      customConnection: false,
      refreshTokenFile: join(directory, 'refresh-token'),
      patient: false,
      provoke: false,
    };
  });

  afterAll(async () => {
    await other.close();
    await rm(directory, { recursive: true });
  });

  /** Signs in as a person would: follows the printed address, and the browser opens the callback. */
  async function signInByHand(): Promise<Opened> {
    const pages: Promise<unknown>[] = [];
    const opened = await openRemote(options, signal, (line) => {
      const address = /https?:\S+/.exec(line)?.[0];
      if (address) pages.push(other.authorise(address).then((callback) => fetch(callback)));
    });
    await Promise.all(pages);
    return opened;
  }

  it('tells where it differs from the sandbox, and which switch decides it', async () => {
    const only = ['invalid-client-status', 'since-nothing-newer', 'page-size-default'];
    const bundled = await openBundled();
    const reference = await runChecks(bundled.xero, THEMES, { only, signal, progress });
    await bundled.close();
    const { xero } = await signInByHand();
    const looked = await runChecks(xero, THEMES, { only, signal, progress });
    const found = differences(judge(looked.observations, reference.observations));
    expect(found).toMatchObject([
      {
        id: 'invalid-client-status',
        seen: '401 invalid_client',
        sandbox: '400 invalid_client',
        switch: 'invalidClientStatus',
        verdict: 'differs',
      },
      {
        id: 'since-nothing-newer',
        seen: '304',
        sandbox: '200 with 0 rows',
        switch: 'nothingNewer',
        verdict: 'differs',
      },
    ]);
  });

  it('fails when a fact does not hold', async () => {
    const { xero } = await signInByHand();
    other.addFault({ match: { path: 'page=1000000' }, times: 1, effect: { status: 404, body: 'Not here' } });
    const only = ['page-past-the-end', 'page-counts'];
    const { observations } = await runChecks(xero, THEMES, { only, signal, progress });
    const failed = judge(observations).filter(isFailure);
    expect(failed).toMatchObject([
      { id: 'page-past-the-end', expected: '200 with 0 rows', seen: '404: Not here' },
    ]);
  });

  it('sends no write to an organisation that is no Demo Company', async () => {
    const { xero } = await signInByHand();
    other.clearRequests();
    const mayNotWrite = whyNotWrite(xero.organisation, { readsOnly: false, writeAnyway: undefined });
    const only = ['contact-put', 'payment-too-much', 'wrong-verb', 'page-size-default'];
    const { observations } = await runChecks(xero, THEMES, { mayNotWrite, only, signal, progress });
    expect(
      observations.filter(({ skipped }) => skipped === 'Kiwi Consulting is no Demo Company'),
    ).toHaveLength(4);
    expect(observations.some(({ seen }) => seen === '100')).toBe(true);
    expect(other.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('writes there when its name was given', () => {
    const organisation = { Name: 'Kiwi Consulting', IsDemoCompany: false };
    const given = { readsOnly: false, writeAnyway: 'Kiwi Consulting' };
    expect(whyNotWrite(organisation, given)).toBeUndefined();
    expect(whyNotWrite(organisation, { ...given, readsOnly: true })).toBe('reads only');
    expect(whyNotWrite(organisation, { ...given, writeAnyway: 'kiwi' })).toContain('no Demo Company');
  });

  it('goes on from a refresh token and keeps the next one where only its user reads it', async () => {
    const { xero } = await signInByHand();
    const refreshToken = text(xero.session.tokens(), 'refresh_token');
    const opened = await openRemote({ ...options, refreshToken }, signal, () => {});
    const kept = (await readFile(options.refreshTokenFile, 'utf8')).trim();
    expect(kept).toBe(text(opened.xero.session.tokens(), 'refresh_token'));
    expect(kept).not.toBe(refreshToken);
    expect((await stat(options.refreshTokenFile)).mode & 0o777).toBe(0o600);
    // The file alone is enough for the next run.
    const next = await openRemote(options, signal, () => {});
    expect(text(next.xero.organisation, 'Name')).toBe('Kiwi Consulting');
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
