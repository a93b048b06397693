import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import type { Config } from './config.ts';
import type { Services } from './services.ts';

const USUAL_PORT = 4000;

/** Marks the data folder as one that has been used with a Xero app, whatever the store, for `startBundledSandbox`. */
export function markXeroApp(config: Config): void {
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(
    markerOf(config),
    'This folder has been used with a Xero app; the sandbox does not start on it.\n',
  );
}

/**
 * Starts the bundled sandbox in Xero's place; it keeps its state beside the store, so that a restart stays connected.
 * @throws Error with one line when the folder has been used with a Xero app: its firms would be shown made-up books.
 */
export async function startBundledSandbox(config: Config): Promise<Sandbox> {
  if (existsSync(markerOf(config)))
    throw new Error(
      `XERO_CLIENT_ID is missing, and the file ${markerOf(config)} says that this folder has been used with a Xero app. Set XERO_CLIENT_ID and XERO_CLIENT_SECRET again, or set DATA_DIR to another folder for the sandbox.`,
    );
  mkdirSync(config.dataDir, { recursive: true });
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

/** Has the sandbox tell of its changes, as Xero does where the app's owner has entered the same address and key there. */
export async function subscribeToSandbox(sandbox: Sandbox, { config, log }: Services): Promise<void> {
  const { problem } = await sandbox.webhooks.subscribe({
    url: `${config.publicUrl}/webhooks/xero`,
    key: config.xero.webhookKey,
  });
  if (problem) log.warn({ problem }, 'the sandbox cannot send webhooks; changes come with the next sync');
}

function markerOf(config: Config): string {
  return join(config.dataDir, 'xero-app');
}
