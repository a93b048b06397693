import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { markXeroApp, startBundledSandbox } from './sandbox.ts';

test('the sandbox does not start on a folder that has been used with a Xero app, and says in one line why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerport-sandbox-'));
  const config = readConfig({ DATA_DIR: folder });
  const sandbox = await startBundledSandbox(config);
  await sandbox.close();
  markXeroApp(config);
  await expect(startBundledSandbox(config)).rejects.toThrow(
    /^XERO_CLIENT_ID is missing[^\n]*xero-app [^\n]*used with a Xero app\. Set [^\n]*DATA_DIR[^\n]*$/,
  );
  rmSync(folder, { recursive: true });
});
