import { randomUUID } from 'node:crypto';
import { startSandbox } from 'xero-sandbox';
import { createBudget } from './budget.ts';
import type { RemoteOptions } from './options.ts';
import { chooseOrganisation } from './organisation.ts';
import { obtainCode } from './sign-in/authorise.ts';
import { waitForCallback } from './sign-in/callback.ts';
import { keepRefreshToken, readRefreshToken } from './sign-in/refresh-token-file.ts';
import { customConnection, type Session, sessionByCode, sessionByRefreshToken } from './sign-in/session.ts';
import { SCOPES, type Target } from './target.ts';
import { moving, waiting } from './time.ts';
import { createWritten } from './written.ts';
import { createXero, type Xero } from './xero.ts';

/** An organisation that checks can look at, until it is closed. */
export interface Opened {
  readonly xero: Xero;
  close(): Promise<void>;
}

/** Starts the bundled sandbox with a Demo Company and a second organisation, and signs in through its pages. */
export async function openBundled(): Promise<Opened> {
  const redirectUri = 'http://localhost:8742/callback';
  const sandbox = await startSandbox({
    organisations: [
      { name: 'Demo Company (NZ)', contacts: 60, invoices: 400 },
      { name: 'Kiwi Consulting', contacts: 12, invoices: 40 },
    ],
    app: { redirectUris: [redirectUri] },
  });
  try {
    const target: Target = {
      login: sandbox.url,
      identity: sandbox.url,
      api: sandbox.url,
      clientId: sandbox.app.clientId,
      clientSecret: sandbox.app.clientSecret,
      redirectUri,
      time: moving(sandbox.clock),
      patient: true,
      provoke: true,
      sandbox,
    };
    const session = await sessionByCode(
      target,
      await obtainCode(target, (address) => sandbox.authorise(address)),
    );
    return { xero: await openOrganisation(target, session, undefined), close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/**
 * Opens a Xero elsewhere: by client credentials, by an earlier sign-in's refresh token, or by a person who
 * follows the address that `show` prints.
 */
export async function openRemote(
  options: RemoteOptions,
  signal: AbortSignal,
  show: (line: string) => void,
): Promise<Opened> {
  const target: Target = { ...options, time: waiting(signal, show) };
  const session = await openSession(target, options, signal, show);
  return { xero: await openOrganisation(target, session, options.organisation), close: async () => {} };
}

async function openSession(
  target: Target,
  options: RemoteOptions,
  signal: AbortSignal,
  show: (line: string) => void,
): Promise<Session> {
  if (options.customConnection) {
    const scopes = SCOPES.filter((scope) => scope.startsWith('accounting.'));
    return customConnection(target, scopes);
  }
  const token = options.refreshToken ?? (await readRefreshToken(options.refreshTokenFile));
  if (token !== undefined)
    return sessionByRefreshToken(target, token, (newest) =>
      keepRefreshToken(options.refreshTokenFile, newest),
    );
  const walk = (address: string) => waitForCallback(address, target.redirectUri, show, signal);
  return sessionByCode(target, await obtainCode(target, walk));
}

async function openOrganisation(target: Target, session: Session, wanted: string | undefined): Promise<Xero> {
  const chosen = await chooseOrganisation(target, session, wanted);
  const mark = `LAB-${randomUUID().slice(0, 6)}`;
  return createXero(target, session, createBudget(target.time), createWritten(mark, randomUUID()), chosen);
}
