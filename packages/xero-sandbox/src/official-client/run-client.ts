import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sandbox } from '../start.ts';
import type { Assignment } from './session.ts';

const PROGRAM = fileURLToPath(new URL('./client-process.ts', import.meta.url));

const SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'accounting.invoices',
  'accounting.payments',
  'accounting.contacts',
  'accounting.settings',
  'accounting.reports.aged.read',
  'accounting.reports.trialbalance.read',
  'accounting.reports.balancesheet.read',
  'accounting.reports.banksummary.read',
];

/**
 * Lets Xero's own Node SDK take these steps in a process of its own, which finds the sandbox by its environment alone,
 * and answers with what each step reported. Ends in an error with the process's own words when a step throws.
 */
export async function runOfficialClient(
  sandbox: Sandbox,
  steps: readonly string[],
  scopes: readonly string[] = SCOPES,
): Promise<Readonly<Record<string, unknown>>> {
  const { app, users, organisations, tls } = sandbox;
  const assignment: Assignment = {
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    scopes,
    person: {
      email: users[0]?.email ?? '',
      password: users[0]?.password ?? '',
      tenantId: organisations[0]?.tenantId ?? '',
    },
    steps,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, JSON.stringify(assignment)], {
    env: { ...process.env, ...tls?.environment },
  });
  return JSON.parse(stdout);
}
