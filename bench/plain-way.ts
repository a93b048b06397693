import { createXeroOAuth, READ_SCOPES } from '@ledgerport/xero';
import { systemClock } from '../portal/src/clock.ts';
import { type Kind, withDatabase } from './databases.ts';
import { type Reading, rowsPerSecond } from './first-run.ts';
import type { Mirrored } from './mirrored.ts';
import { PUBLIC_URL } from './portal.ts';
import { startProcess } from './processes.ts';
import { type BenchSandbox, type Traffic, withSandbox } from './sandbox.ts';

type PlainAnswer = Omit<Reading, 'store' | 'rows' | 'rowsPerSecond' | keyof Traffic> & { mirrored: Mirrored };

/** The same reading with the official client and one `insert … on conflict` for each row, into the same tables. */
export async function measurePlainWay(store: Kind, invoices: number): Promise<Reading> {
  return await withSandbox(invoices, (sandbox) =>
    withDatabase(store, async (database) => {
      const { url, app, tenantId } = sandbox;
      const plain = await startProcess('plain-process.ts', {
        database,
        sandbox: { url, app, tenantId },
        accessToken: await accessTo(sandbox),
      });
      try {
        await sandbox.forgetTraffic();
        const { mirrored, ...measured } = await plain.ask<PlainAnswer>({});
        const traffic = await sandbox.traffic();
        await sandbox.compare(mirrored);
        const rows = mirrored.customers + mirrored.invoices;
        const rate = rowsPerSecond(rows, measured.milliseconds);
        return { store, rows, rowsPerSecond: rate, ...measured, ...traffic };
      } finally {
        await plain.stop();
      }
    }),
  );
}

async function accessTo({ url, app, authorise }: BenchSandbox): Promise<string> {
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
