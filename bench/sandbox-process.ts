import { startSandbox } from 'xero-sandbox';
import { readInput, serve } from './processes.ts';
import type { SandboxReady } from './sandbox.ts';

const { name, contacts, documents } = readInput<{ name: string; contacts: number; documents: number }>();
const sandbox = await startSandbox({
  limits: 'off',
  organisations: [{ name, contacts, invoices: documents }],
});
const ready: SandboxReady = {
  url: sandbox.url,
  app: sandbox.app,
  tenantId: sandbox.organisations[0]?.tenantId ?? '',
};
serve<{ authorise: string }>(
  ready,
  async ({ authorise }) => ({ callback: await sandbox.authorise(authorise) }),
  () => sandbox.close(),
);
