#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { isTier, type Tier } from './limits/tiers.ts';
import { NOT_XERO } from './pages/page.ts';
import { DEFAULT_ORGANISATIONS, type OrganisationSeed } from './seed/organisation.ts';
import { startSandbox } from './start.ts';

const USAGE =
  'Usage: xero-sandbox [--port 4000] [--host 127.0.0.1] [--seed 1] [--organisations 2] [--contacts 400] [--invoices 5000] [--state FILE] [--tier core] [--app-created-on 2026-05-01] [--custom-connection ORGANISATION] [--pkce] [--tls] [--tls-directory DIRECTORY]';

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
      tier: { type: 'string' },
      'app-created-on': { type: 'string' },
      'custom-connection': { type: 'string' },
      pkce: { type: 'boolean' },
      tls: { type: 'boolean' },
      'tls-directory': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (values.pkce && values['custom-connection'] !== undefined)
    throw new Error('An app is either for --pkce or for a --custom-connection.');
  const contacts = whole('contacts', values.contacts, 1, 1_000_000);
  const invoices = whole('invoices', values.invoices, 0, 1_000_000);
  const sandbox = await startSandbox({
    port: whole('port', values.port, 0, 65_535) ?? 4000,
    host: values.host ?? '127.0.0.1',
    seed: whole('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1,
    organisations: wanted(whole('organisations', values.organisations, 1, 100) ?? 2, contacts, invoices),
    notice: (line) => process.stderr.write(`${line}\n`),
    ...(values.state !== undefined && { stateFile: values.state }),
    tier: tier(values.tier ?? 'core'),
    app: {
      ...(values['app-created-on'] !== undefined && { createdOn: day(values['app-created-on']) }),
      ...(values['custom-connection'] !== undefined && { customConnection: values['custom-connection'] }),
      ...(values.pkce && { clientSecret: '' }),
    },
    tls:
      values['tls-directory'] === undefined ? (values.tls ?? false) : { directory: values['tls-directory'] },
  });
  const kept =
    values.state === undefined
      ? 'It keeps nothing: what is done here is gone when it stops (--state FILE keeps it).'
      : `It keeps all that is done here in ${values.state}.`;
  process.stdout.write(`${NOT_XERO}\n${kept}\n\n`);
  process.stdout.write(`  ${sandbox.url}/ shows the books and plays their accountant\n`);
  process.stdout.write(`  ${sandbox.url}/control-room sets clock, limits, faults, switches and webhooks\n`);
  for (const { email, password, name } of sandbox.users) {
    process.stdout.write(`  Sign in as ${name}: ${email} / ${password}\n`);
  }
  const { clientId, clientSecret } = sandbox.app;
  process.stdout.write(
    `  App: ${clientId}${clientSecret === '' ? ', without a secret: PKCE' : ` / ${clientSecret}`}\n`,
  );
  if (sandbox.tls) {
    const variables = ['NODE_USE_ENV_PROXY', 'HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS'];
    const settings = variables.map((name) => `${name}=${sandbox.tls?.environment[name]}`).join(' ');
    process.stdout.write(
      `  A client that has Xero's hosts built in comes here on Node 24 with\n    ${settings}\n`,
    );
  }
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

function tier(text: string): Tier {
  if (!isTier(text)) throw new Error(`--tier must be starter, core, plus or advanced, not '${text}'.`);
  return text;
}

function day(text: string): string {
  const valid = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!valid) throw new Error(`--app-created-on must be a day as YYYY-MM-DD, not '${text}'.`);
  return text;
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
