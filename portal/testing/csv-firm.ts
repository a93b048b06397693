import type { UploadReport } from '../src/uploads/schemas.ts';
import { readJson } from './read-json.ts';
import { addTestUser } from './sign-in.ts';
import { addTestFirm, type TestPortal } from './test-portal.ts';

/** A firm whose books come from uploaded files, with its owner and a person of the staff. */
export async function addCsvFirm(portal: TestPortal) {
  const firmId = await addTestFirm(portal.services);
  const staff = await addTestUser(portal.services, { staff: true });
  const owner = await addTestUser(portal.services, { firmId, role: 'owner' });
  const created = await portal.request('POST', `/api/firms/${firmId}/integrations`, {
    cookie: staff.cookie,
    body: { platform: 'csv' },
  });
  const { id: integrationId } = await readJson<{ id: string }>(created);
  const send = (
    kind: 'customers' | 'invoices',
    file: string | Uint8Array<ArrayBuffer>,
    query: Record<string, string> = {},
    cookie = owner.cookie,
  ) =>
    portal.app.request(`/api/integrations/${integrationId}/uploads/${kind}?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', 'content-type': 'text/csv', cookie },
      body: file,
    });
  /** What the portal reports of a file; with `confirm` it is stored when nothing is wrong. */
  const upload = async (
    kind: 'customers' | 'invoices',
    file: string | Uint8Array<ArrayBuffer>,
    query: Record<string, string> = {},
  ) => {
    const answer = await send(kind, file, query);
    if (answer.status !== 200) throw new Error(await answer.text());
    return await readJson<UploadReport>(answer);
  };
  return { firmId, integrationId, owner, staff, send, upload };
}
