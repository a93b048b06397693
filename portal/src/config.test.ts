import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const KEY = 'k'.repeat(32);
const XERO = { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'secret' };
const POSTGRES = { DATABASE_URL: 'postgres://localhost/portal', ENCRYPTION_KEYS: KEY };

function errorOf(variables: Record<string, string>): unknown {
  try {
    return readConfig(variables);
  } catch (error) {
    return error;
  }
}

describe('settings', () => {
  test('without any, the portal is on localhost, keeps its store under ./data and has no Xero app', () => {
    expect(readConfig({})).toEqual({
      listens: true,
      port: 3000,
      host: 'localhost',
      publicUrl: 'http://localhost:3000',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      role: 'all',
      xero: {
        app: undefined,
        addresses: {
          loginUrl: 'https://login.xero.com',
          identityUrl: 'https://identity.xero.com',
          apiUrl: 'https://api.xero.com',
        },
        webhookKey: undefined,
      },
      encryptionKeys: undefined,
      bootstrap: undefined,
      syncIntervalMinutes: 60,
      smtp: undefined,
      logLevel: 'info',
    });
  });

  test('an empty value, or one of spaces, counts as missing', () => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'DATA_DIR', 'DATABASE_URL', 'ROLE', 'XERO_CLIENT_ID'];
    const more = [
      'XERO_CLIENT_SECRET',
      'XERO_LOGIN_URL',
      'XERO_IDENTITY_URL',
      'XERO_API_URL',
      'SMTP_URL',
      'XERO_WEBHOOK_KEY',
    ];
    const last = ['ENCRYPTION_KEYS', 'BOOTSTRAP_EMAIL', 'BOOTSTRAP_PASSWORD', 'MAIL_FROM', 'LOG_LEVEL'];
    const all = [...names, ...more, ...last, 'SYNC_INTERVAL_MINUTES'];
    for (const nothing of ['', '  '])
      expect(readConfig(Object.fromEntries(all.map((name) => [name, nothing])))).toEqual(readConfig({}));
    expect(errorOf({ ...POSTGRES, ENCRYPTION_KEYS: '' })).toMatchObject({
      message: 'ENCRYPTION_KEYS is required with DATABASE_URL.',
    });
  });

  test('without a Xero app, any address of plain http on this machine will do', () => {
    for (const host of ['localhost:8080', '127.0.0.1', '127.9.9.9:3000', '[::1]:3000'])
      expect(readConfig({ PUBLIC_URL: `http://${host}` }).publicUrl).toBe(`http://${host}`);
  });

  test('what is set is taken, in one form', () => {
    const config = readConfig({
      ...XERO,
      ...POSTGRES,
      PORT: '8080',
      PUBLIC_URL: 'https://Billing.Example/',
      ENCRYPTION_KEYS: ` ${KEY} ,${'o'.repeat(40)}`,
      BOOTSTRAP_EMAIL: 'Ops@Example.com',
      BOOTSTRAP_PASSWORD: 'a long password',
      SMTP_URL: 'smtp://mail.example:587',
      MAIL_FROM: 'Billing <billing@example.com>',
      XERO_API_URL: 'http://127.0.0.1:4000/',
      XERO_WEBHOOK_KEY: 'c2lnbmVk',
      ROLE: 'worker',
    });
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'https://billing.example',
      role: 'worker',
      encryptionKeys: [KEY, 'o'.repeat(40)],
      bootstrap: { email: 'ops@example.com', password: 'a long password' },
      smtp: { url: 'smtp://mail.example:587', from: 'Billing <billing@example.com>' },
      xero: { app: { clientId: 'id', clientSecret: 'secret' }, webhookKey: 'c2lnbmVk' },
    });
    expect(config.xero.addresses.apiUrl).toBe('http://127.0.0.1:4000');
  });

  test('the address of the portal follows its port', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  test.each<[name: string, variables: Record<string, string>]>([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '0' }],
    ['PORT', { PORT: '80.5' }],
    ['PORT', { PORT: '0x50' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'billing.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://billing.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://billing.example/portal' }],
    ['DATABASE_URL', { ...POSTGRES, DATABASE_URL: 'mysql://localhost/portal' }],
    ['DATABASE_URL', { ...POSTGRES, DATABASE_URL: 'postgres://user:pa[ss@local host/portal' }],
    ['DATABASE_URL', { ...XERO, ROLE: 'worker' }],
    ['DATABASE_URL', { ...XERO, ROLE: 'web' }],
    ['XERO_CLIENT_ID', { ...POSTGRES, ROLE: 'worker' }],
    ['XERO_CLIENT_ID', { ...POSTGRES, ROLE: 'web' }],
    ['XERO_CLIENT_ID', { PUBLIC_URL: 'https://billing.example' }],
    ['XERO_CLIENT_ID', { PUBLIC_URL: 'https://localhost' }],
    ['XERO_CLIENT_ID', { PUBLIC_URL: 'http://192.168.1.5:3000' }],
    ['XERO_CLIENT_ID', { PUBLIC_URL: 'http://127.evil.example' }],
    ['ROLE', { ROLE: 'both' }],
    ['XERO_CLIENT_SECRET', { XERO_CLIENT_ID: 'id' }],
    ['XERO_CLIENT_ID', { XERO_CLIENT_SECRET: 'secret' }],
    ['XERO_LOGIN_URL', { XERO_LOGIN_URL: 'http://login.example' }],
    ['XERO_IDENTITY_URL', { XERO_IDENTITY_URL: 'identity' }],
    ['XERO_API_URL', { XERO_API_URL: 'http://192.168.1.5:4000' }],
    ['XERO_API_URL', { XERO_API_URL: 'https://user:password@api.example' }],
    ['ENCRYPTION_KEYS', { DATABASE_URL: POSTGRES.DATABASE_URL }],
    ['ENCRYPTION_KEYS', { ENCRYPTION_KEYS: 'short' }],
    ['ENCRYPTION_KEYS', { ENCRYPTION_KEYS: `${KEY},` }],
    ['BOOTSTRAP_EMAIL', { BOOTSTRAP_EMAIL: 'ops', BOOTSTRAP_PASSWORD: 'a long password' }],
    ['BOOTSTRAP_EMAIL', { BOOTSTRAP_EMAIL: 'Staff@demo.example', BOOTSTRAP_PASSWORD: 'a long password' }],
    ['BOOTSTRAP_EMAIL', { BOOTSTRAP_PASSWORD: 'a long password' }],
    ['BOOTSTRAP_PASSWORD', { BOOTSTRAP_EMAIL: 'ops@example.com' }],
    ['BOOTSTRAP_PASSWORD', { BOOTSTRAP_EMAIL: 'ops@example.com', BOOTSTRAP_PASSWORD: 'short' }],
    ['SYNC_INTERVAL_MINUTES', { SYNC_INTERVAL_MINUTES: 'hourly' }],
    ['SYNC_INTERVAL_MINUTES', { SYNC_INTERVAL_MINUTES: '0' }],
    ['SYNC_INTERVAL_MINUTES', { SYNC_INTERVAL_MINUTES: '1441' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example', MAIL_FROM: 'billing@example.com' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://', MAIL_FROM: 'billing@example.com' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s stops the start with one line that begins with its name: %o', (name, variables) => {
    const error = errorOf(variables);
    expect(error).toBeInstanceOf(ConfigError);
    const { message } = error as ConfigError;
    expect(message).toMatch(new RegExp(`^${name} [^\n]{10,}[^.]\\.$`));
  });

  test('the line does not tell a secret', () => {
    const secret = 'secret-of-the-operator';
    for (const variables of [
      { ENCRYPTION_KEYS: secret },
      { BOOTSTRAP_EMAIL: 'ops@example.com', BOOTSTRAP_PASSWORD: secret.slice(0, 6) },
      { ENCRYPTION_KEYS: KEY, DATABASE_URL: `postgres://user:${secret}@[/portal` },
      { XERO_API_URL: `https://user:${secret}@api.example` },
      { XERO_API_URL: `http://user:${secret}@[` },
    ])
      expect((errorOf(variables) as ConfigError).message).not.toContain(secret.slice(0, 6));
  });
});
