import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { createSecrets } from '../store/secrets.ts';
import { checkKeys } from './check-keys.ts';

let sandbox: Sandbox;
let portal: TestPortal;
beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 1, invoices: 1 }] });
  portal = await createTestPortal('pglite', { xero: sandbox });
  await addConnectedFirm(portal, sandbox, 'Books');
});
afterAll(async () => {
  await portal.close();
  await sandbox.close();
});

test('a start with the key that sealed the tokens goes on, also when it is not the first any more', async () => {
  await checkKeys(portal.services);
  const rotated = createSecrets([
    'a-newer-key-of-at-least-32-characters',
    'test-key-of-at-least-32-characters',
  ]);
  await checkKeys({ ...portal.services, secrets: rotated });
});

test('a start without that key ends with one line that names the setting', async () => {
  const secrets = createSecrets(['a-newer-key-of-at-least-32-characters']);
  await expect(checkKeys({ ...portal.services, secrets })).rejects.toThrow(/^ENCRYPTION_KEYS lacks .*$/);
});
