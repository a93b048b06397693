#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { NOT_XERO } from './pages/page.ts';
import { DEFAULT_ORGANISATIONS, type OrganisationSeed } from './seed/organisation.ts';
import { startSandbox } from './start.ts';

const USAGE =
  'Usage: xero-sandbox [--port 4000] [--host 127.0.0.1] [--seed 1] [--organisations 2] [--contacts 400] [--invoices 5000] [--state FILE]';

/** Runs the sandbox until it is interrupted; a flag that makes no sense ends it with one line and exit code 1. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      seed: { type: 'string' },
      organisations: { type: 'string' },
      contacts: { type: 'string' },
      invoices: { type: 'string' },
      state: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const contacts = whole('contacts', values.contacts, 1, 1_000_000);
  const invoices = whole('invoices', values.invoices, 0, 1_000_000);
  const sandbox = await startSandbox({
    port: whole('port', values.port, 0, 65_535) ?? 4000,
    host: values.host ?? '127.0.0.1',
    seed: whole('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1,
    organisations: wanted(whole('organisations', values.organisations, 1, 100) ?? 2, contacts, invoices),
    notice: (line) => process.stderr.write(`${line}\n`),
    ...(values.state !== undefined && { stateFile: values.state }),
  });
  process.stdout.write(`${NOT_XERO}\n\n  ${sandbox.url}/ shows the books and plays their accountant\n`);
  for (const { email, password, name } of sandbox.users) {
    process.stdout.write(`  Sign in as ${name}: ${email} / ${password}\n`);
  }
  process.stdout.write(`  App: ${sandbox.app.clientId} / ${sandbox.app.clientSecret}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}

/** The default organisations, more of them when asked for, all of the asked-for size. */
function wanted(
  count: number,
  contacts: number | undefined,
  invoices: number | undefined,
): OrganisationSeed[] {
  return Array.from({ length: count }, (_, index) => {
    const known = DEFAULT_ORGANISATIONS[index] ?? {
      name: `Organisation ${index + 1}`,
      contacts: 12,
      invoices: 40,
    };
    return { ...known, contacts: contacts ?? known.contacts, invoices: invoices ?? known.invoices };
  });
}

function whole(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new Error(`--${flag} must be a whole number from ${least} to ${most}, not '${text}'.`);
  }
  return value;
}

try {
  await main();
} catch (error) {
  const [line] = String(error instanceof Error ? error.message : error).split('\n');
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
