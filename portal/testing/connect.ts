import type { Sandbox } from 'xero-sandbox';
import { readJson } from './read-json.ts';
import { addTestUser } from './sign-in.ts';
import { addTestFirm, type TestPortal } from './test-portal.ts';

/** A firm whose owner has connected and saved an organisation of the sandbox, through the portal's own requests. */
export async function addConnectedFirm(portal: TestPortal, sandbox: Sandbox, organisation: string) {
  const firmId = await addTestFirm(portal.services);
  const staff = await addTestUser(portal.services, { staff: true });
  const owner = await addTestUser(portal.services, { firmId, role: 'owner' });
  const created = await portal.request('POST', `/api/firms/${firmId}/integrations`, {
    cookie: staff.cookie,
    body: { platform: 'xero' },
  });
  const { id: integrationId } = await readJson<{ id: string }>(created);
  const connect = async (name = organisation) => {
    const started = await portal.request('POST', `/api/integrations/${integrationId}/authorization`, {
      cookie: owner.cookie,
    });
    const { url } = await readJson<{ url: string }>(started);
    const callback = new URL(await sandbox.authorise(url, { organisation: name }));
    await portal.request('GET', `${callback.pathname}${callback.search}`, { cookie: owner.cookie });
    return await portal.request('PATCH', `/api/integrations/${integrationId}`, {
      cookie: owner.cookie,
      body: {},
    });
  };
  await connect();
  return { firmId, integrationId, owner, staff, connect };
}
