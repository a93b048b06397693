import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { runOfficialClient } from './run-client.ts';

describe('Xero’s own Node SDK, unmodified and in a process of its own', () => {
  let sandbox: Sandbox;
  let report: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      tls: true,
      organisations: [{ name: 'Books', contacts: 20, invoices: 150 }],
    });
    report = await runOfficialClient(sandbox, [
      'signIn',
      'tenants',
      'organisation',
      'invoices',
      'pdf',
      'refusals',
      'refresh',
      'disconnect',
      'revoke',
    ]);
  });

  afterAll(() => sandbox.close());

  it('1, 9, 10: finds the endpoints by discovery, signs a person in and verifies the id token', () => {
    expect(report.signIn).toMatchObject({
      consentHost: 'login.xero.com',
      tokenType: 'Bearer',
      expiresIn: 1800,
      scope: expect.stringContaining('offline_access accounting.invoices'),
      claims: { iss: 'https://identity.xero.com', email: 'accountant@demo.example', given_name: 'Ana' },
    });
  });

  it('5, 14: lists the one organisation that was chosen', () => {
    expect(report.tenants).toEqual([
      {
        tenantId: sandbox.organisations[0]?.tenantId,
        tenantName: 'Books',
        tenantType: 'ORGANISATION',
        organisation: 'Books',
      },
    ]);
  });

  it('18, 21, 72: reads the organisation, its accounts and contacts with a GET that has a body', () => {
    expect(report.organisation).toMatchObject({ name: 'Books', baseCurrency: 'NZD' });
    expect(report.organisation).toMatchObject({
      bankAccounts: expect.any(Number),
      contacts: expect.any(Number),
      dayLeft: expect.stringMatching(/^49\d\d$/),
    });
    const get = sandbox.requests().find(({ path }) => path.endsWith('/Contacts'));
    expect(get?.headers).toMatchObject({
      'user-agent': 'xero-node-20.0.0',
      'content-type': 'application/json',
    });
  });

  it('19, 34, 37, 38, 41: reads a page of invoices with where, order and If-Modified-Since, and a PDF', () => {
    expect(report.invoices).toMatchObject({
      pagination: { page: 2, pageSize: 50 },
      types: ['ACCREC'],
      changed: '[object Date]',
      difference: expect.closeTo(0),
    });
    expect(report.pdf).toBe('%PDF-');
  });

  it('29, 30, 41: rejects with a text that holds status and body of a refusal', () => {
    expect(report.refusals).toMatchObject({
      foreignTenant: { kind: 'string', status: 403, body: { Detail: 'AuthenticationUnsuccessful' } },
      unknownInvoice: { kind: 'string', status: 404 },
      badFilter: { kind: 'string', status: 400, body: { ErrorNumber: 16 } },
    });
  });

  it('8, 11: renews the access with both of its ways to authenticate, and gets a new refresh token each time', () => {
    expect(report.refresh).toEqual({ refreshTokens: 3, expiresIn: 1800, organisation: 'Books' });
  });

  it('13, 15: ends a connection by its id, and everything by revoking', () => {
    expect(report.disconnect).toBe(0);
    expect(report.revoke).toEqual({ left: null, status: 400, message: expect.stringContaining('400') });
  });

  it('4: comes back from Cancel with access_denied', async () => {
    const { denied } = await runOfficialClient(sandbox, ['denied']);
    expect(denied).toContain('access_denied');
  });
});

describe('Xero’s own Node SDK with a custom connection', () => {
  it('17: gets a token with its misnamed scopes, and an empty tenant id means the one organisation', async () => {
    const sandbox = await startSandbox({
      tls: true,
      organisations: [
        { name: 'Other', contacts: 1, invoices: 0 },
        { name: 'Books', contacts: 1, invoices: 0 },
      ],
      app: { customConnection: 'Books' },
    });
    const scopes = ['accounting.settings', 'accounting.invoices'];
    const { clientCredentials } = await runOfficialClient(sandbox, ['clientCredentials'], scopes);
    expect(clientCredentials).toEqual({
      refreshToken: null,
      scope: 'accounting.settings accounting.invoices',
      organisation: 'Books',
    });
    await sandbox.close();
  });
});
