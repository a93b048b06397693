import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import type { Config } from './config.ts';

const USUAL_PORT = 4000;

/** Starts the bundled sandbox in Xero's place; it keeps its state beside the store, so that a restart stays connected. */
export async function startBundledSandbox(config: Config): Promise<Sandbox> {
  const options = {
    stateFile: join(config.dataDir, 'sandbox.json'),
    app: { redirectUris: [`${config.publicUrl}/xero/callback`] },
  };
  try {
    return await startSandbox({ ...options, port: USUAL_PORT });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return await startSandbox(options);
  }
}
