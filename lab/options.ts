import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What the command line and the environment ask for. */
export interface Options {
  /** Left out: the bundled sandbox alone. */
  readonly remote?: RemoteOptions;
  readonly only?: string[];
  readonly readsOnly: boolean;
  readonly writeAnyway?: string;
  readonly help: boolean;
}

/** How to reach a Xero that is not the bundled sandbox. */
export interface RemoteOptions {
  readonly login: string;
  readonly identity: string;
  readonly api: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly customConnection: boolean;
  readonly refreshToken?: string;
  /** Where the newest refresh token is kept for the next run. */
  readonly refreshTokenFile: string;
  readonly organisation?: string;
  readonly patient: boolean;
  readonly provoke: boolean;
}

export const USAGE = `Usage: npm run lab -- [options]

  without options or credentials      the bundled sandbox alone
  --url http://127.0.0.1:4000         one address for login, identity and API
  --callback http://localhost:8742/callback
                                      where the browser comes back to; the app must have registered it
  --organisation NAME                 which one, when several are connected
  --custom-connection                 client credentials, nobody signs in
  --reads-only                        writes nothing
  --write-anyway NAME                 writes although that organisation is no Demo Company
  --provoke-limit                     uses up one minute's calls to see the refusal
  --patient                           waits for what takes minutes (an hour and a quarter in all)
  --only START[,START…]               only checks whose id begins so

  XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_REFRESH_TOKEN,
  XERO_LOGIN_URL, XERO_IDENTITY_URL, XERO_API_URL
`;

/** Reads both; ends in an error of one line when something makes no sense. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      callback: { type: 'string', default: 'http://localhost:8742/callback' },
      organisation: { type: 'string' },
      'custom-connection': { type: 'boolean', default: false },
      'reads-only': { type: 'boolean', default: false },
      'write-anyway': { type: 'string' },
      'provoke-limit': { type: 'boolean', default: false },
      patient: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const clientId = environment.XERO_CLIENT_ID ?? '';
  const { url, only, organisation } = values;
  const writeAnyway = values['write-anyway'];
  const common = {
    help: values.help,
    readsOnly: values['reads-only'],
    ...(writeAnyway !== undefined && { writeAnyway }),
    ...(only !== undefined && { only: only.split(',') }),
  };
  if (url === undefined && clientId === '') return common;
  if (clientId === '') throw new Error('XERO_CLIENT_ID is missing.');
  const refreshToken = environment.XERO_REFRESH_TOKEN;
  return {
    ...common,
    remote: {
      login: origin('XERO_LOGIN_URL', url ?? environment.XERO_LOGIN_URL ?? 'https://login.xero.com'),
      identity: origin(
        'XERO_IDENTITY_URL',
        url ?? environment.XERO_IDENTITY_URL ?? 'https://identity.xero.com',
      ),
      api: origin('XERO_API_URL', url ?? environment.XERO_API_URL ?? 'https://api.xero.com'),
      clientId,
      clientSecret: environment.XERO_CLIENT_SECRET ?? '',
      redirectUri: callbackAddress(values.callback),
      customConnection: values['custom-connection'],
      patient: values.patient,
      provoke: values['provoke-limit'],
      refreshTokenFile: fileURLToPath(new URL('refresh-token', import.meta.url)),
      ...(refreshToken && { refreshToken }),
      ...(organisation !== undefined && { organisation }),
    },
  };
}

function origin(name: string, text: string): string {
  const address = URL.parse(text);
  if (!address || !['http:', 'https:'].includes(address.protocol))
    throw new Error(`${name} is no address: ${text}`);
  // Tokens and the secret go there: in the clear only as far as this machine.
  if (address.protocol === 'http:' && !LOOPBACK.test(address.hostname))
    throw new Error(`${name} must be https, or http on this machine: ${text}`);
  return address.origin;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function callbackAddress(text: string): string {
  const address = URL.parse(text);
  if (address?.protocol !== 'http:' || !LOOPBACK.test(address.hostname))
    throw new Error(`--callback must be an http address on this machine: ${text}`);
  return text;
}
