import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../testing/connect.ts';
import { readJson } from '../testing/read-json.ts';
import { runWithTime } from '../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../testing/test-portal.ts';
import { accessTokens } from './integrations/tokens.ts';
import { createLog } from './log.ts';
import { executeRun } from './sync/run.ts';

const lines: string[] = [];
let sandbox: Sandbox;
let portal: TestPortal;

beforeAll(async () => {
  sandbox = await startSandbox({
    limits: 'off',
    organisations: [{ name: 'Books', contacts: 5, invoices: 20 }],
  });
  portal = await createTestPortal('pglite', {
    xero: sandbox,
    log: createLog('debug', { write: (line) => lines.push(line) }),
  });
});
afterAll(async () => {
  await portal.close();
  await sandbox.close();
});

test('every call to Xero is logged with its size and what is left, and no secret ever is', async () => {
  const firm = await addConnectedFirm(portal, sandbox, 'Books');
  await portal.request('POST', '/api/session', {
    body: { email: firm.owner.email, password: firm.owner.password },
  });
  const started = await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
    cookie: firm.owner.cookie,
    body: {},
  });
  const { id } = await readJson<{ id: string }>(started);
  sandbox.addFault({ match: { path: '/Contacts' }, times: 1, effect: { drop: 'before' } });
  await runWithTime(
    portal.clock,
    executeRun(portal.services, { firmId: firm.firmId, runId: id }, new AbortController().signal),
  );

  const calls = lines.map((line) => JSON.parse(line)).filter((line) => line.msg === 'a call to Xero');
  expect(calls.length).toBeGreaterThanOrEqual(5);
  expect(calls.find((call) => call.resource === 'Invoices')).toMatchObject({
    method: 'GET',
    resource: 'Invoices',
    status: 200,
    bytes: expect.any(Number),
    milliseconds: expect.any(Number),
    callsLeft: { day: expect.any(Number), minute: expect.any(Number) },
  });

  const { id: connectionId, tokens } = await portal.services.store.firm(firm.firmId, (query) =>
    query.selectFrom('connections').select(['id', 'tokens']).executeTakeFirstOrThrow(),
  );
  const stored: Record<string, unknown> = JSON.parse(
    portal.services.secrets.open(tokens, [firm.firmId, connectionId]),
  );
  const accessToken = await accessTokens(portal.services, firm.firmId, connectionId).current();
  const secrets = [
    accessToken,
    ...Object.values(stored)
      .filter((value) => String(value).length > 30)
      .map(String),
    firm.owner.password,
    firm.owner.cookie.split('=')[1] ?? '',
    sandbox.app.clientSecret,
  ];
  expect(secrets.length).toBeGreaterThanOrEqual(5);
  for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret);
});
