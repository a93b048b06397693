import { resolve } from 'node:path';
import { checkXeroAddress } from '@ledgerport/xero';
import { z } from 'zod';
import { isLoopbackHttp } from './loopback.ts';

/** A missing or malformed setting; the message is one line that names it. */
export class ConfigError extends Error {}

const text = z.string().trim().min(1);
const number = (least: number, most: number, what: string) =>
  text
    .regex(/^\d+$/, what)
    .transform(Number)
    .refine((value) => value >= least && value <= most, what);
const origin = text.refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}, 'must be an http or https address without a path, like https://billing.example.com');
const serverAddress = (scheme: RegExp, what: string) =>
  text.refine((value) => scheme.test(value) && URL.canParse(value), what);
const xeroAddress = (fallback: string) =>
  text.default(fallback).transform((value, context) => {
    try {
      return checkXeroAddress(value);
    } catch {
      // The value itself is not repeated: an address can carry a password.
      const message =
        'must be an https address without a user name or a query; plain http is for this machine only';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  });

const environment = z.object({
  PORT: number(1, 65_535, 'must be a port number from 1 to 65535').optional(),
  HOST: text.default('localhost'),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: text.default('./data'),
  DATABASE_URL: serverAddress(
    /^postgres(ql)?:\/\//,
    'must be an address that starts with postgres://',
  ).optional(),
  ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
  XERO_CLIENT_ID: text.optional(),
  XERO_CLIENT_SECRET: text.optional(),
  XERO_LOGIN_URL: xeroAddress('https://login.xero.com'),
  XERO_IDENTITY_URL: xeroAddress('https://identity.xero.com'),
  XERO_API_URL: xeroAddress('https://api.xero.com'),
  XERO_WEBHOOK_KEY: text.optional(),
  ENCRYPTION_KEYS: text
    .transform((keys) => keys.split(',').map((key) => key.trim()))
    .refine(
      (keys) => keys.every((key) => key.length >= 32),
      'must be keys of at least 32 characters, joined by commas',
    )
    .optional(),
  BOOTSTRAP_EMAIL: z
    .email('must be an email address')
    .refine((email) => !/@demo\.example$/i.test(email), 'must not be an address of the demo')
    .optional(),
  BOOTSTRAP_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  SYNC_INTERVAL_MINUTES: number(1, 1440, 'must be a number of minutes from 1 to 1440').default(60),
  SMTP_URL: serverAddress(
    /^smtps?:\/\/[^/]/,
    'must be an address like smtp://mail.example.com:587',
  ).optional(),
  MAIL_FROM: text.optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
});

export type Config = ReturnType<typeof readConfig>;

/** Settings that only make sense together: each entry is the setting missing and why. */
function missingPartner(env: z.infer<typeof environment>): [name: string, why: string] | undefined {
  if (env.XERO_CLIENT_ID && !env.XERO_CLIENT_SECRET)
    return ['XERO_CLIENT_SECRET', 'is required with XERO_CLIENT_ID'];
  if (env.XERO_CLIENT_SECRET && !env.XERO_CLIENT_ID)
    return ['XERO_CLIENT_ID', 'is required with XERO_CLIENT_SECRET'];
  if (env.DATABASE_URL && !env.ENCRYPTION_KEYS) return ['ENCRYPTION_KEYS', 'is required with DATABASE_URL'];
  if (env.SMTP_URL && !env.MAIL_FROM) return ['MAIL_FROM', 'is required with SMTP_URL'];
  if (env.BOOTSTRAP_EMAIL && !env.BOOTSTRAP_PASSWORD)
    return ['BOOTSTRAP_PASSWORD', 'is required with BOOTSTRAP_EMAIL'];
  if (env.BOOTSTRAP_PASSWORD && !env.BOOTSTRAP_EMAIL)
    return ['BOOTSTRAP_EMAIL', 'is required with BOOTSTRAP_PASSWORD'];
  if (env.ROLE !== 'all' && !env.DATABASE_URL)
    return ['DATABASE_URL', `is required with ROLE=${env.ROLE}: the embedded store belongs to one process`];
  // Without a Xero app a sandbox stands in, and made-up books must never take the place of real ones unnoticed.
  if (env.ROLE !== 'all' && !env.XERO_CLIENT_ID)
    return [
      'XERO_CLIENT_ID',
      `is required with ROLE=${env.ROLE}: each process would start a sandbox of its own`,
    ];
  if (env.PUBLIC_URL && !isLoopbackHttp(env.PUBLIC_URL) && !env.XERO_CLIENT_ID)
    return [
      'XERO_CLIENT_ID',
      'is required with this PUBLIC_URL: the sandbox is for plain http on this machine (localhost) only',
    ];
  return undefined;
}

/**
 * Reads the settings from the environment; a value that is empty or only spaces counts as missing.
 * @throws ConfigError with one line that names the first wrong or missing setting.
 */
export function readConfig(variables: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')} ${issue?.message ?? 'is malformed'}.`);
  }
  const env = parsed.data;
  const { PORT: port = 3000 } = env;
  const missing = missingPartner(env);
  if (missing) throw new ConfigError(`${missing[0]} ${missing[1]}.`);
  return {
    port,
    /** A worker serves its health and metrics only where it was given a port of its own. */
    listens: env.ROLE !== 'worker' || env.PORT !== undefined,
    host: env.HOST,
    publicUrl: new URL(env.PUBLIC_URL ?? `http://localhost:${port}`).origin,
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    role: env.ROLE,
    xero: {
      app:
        env.XERO_CLIENT_ID && env.XERO_CLIENT_SECRET
          ? { clientId: env.XERO_CLIENT_ID, clientSecret: env.XERO_CLIENT_SECRET }
          : undefined,
      addresses: {
        loginUrl: env.XERO_LOGIN_URL,
        identityUrl: env.XERO_IDENTITY_URL,
        apiUrl: env.XERO_API_URL,
      },
      /** Signs Xero's webhooks; without it none is taken. */
      webhookKey: env.XERO_WEBHOOK_KEY,
    },
    encryptionKeys: env.ENCRYPTION_KEYS,
    bootstrap:
      env.BOOTSTRAP_EMAIL && env.BOOTSTRAP_PASSWORD
        ? { email: env.BOOTSTRAP_EMAIL.toLowerCase(), password: env.BOOTSTRAP_PASSWORD }
        : undefined,
    syncIntervalMinutes: env.SYNC_INTERVAL_MINUTES,
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
    logLevel: env.LOG_LEVEL,
  };
}
