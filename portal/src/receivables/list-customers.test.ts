import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToMirror } from '../../testing/mirror.ts';
import { readJson } from '../../testing/read-json.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Customer } from './schemas.ts';

describe.each(BACKENDS)('the list of customers on %s', (kind) => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await createTestPortal(kind);
  });
  afterAll(() => portal.close());

  test.each(['name', '-name'])(
    'goes on behind the longest name of any script, sorted by %s',
    async (sort) => {
      const firmId = await addTestFirm(portal.services);
      const { cookie } = await addTestUser(portal.services, { firmId, role: 'viewer' });
      const names = ['Ж', 'Щ', '社', '😀'].map((letter) => letter.repeat(255));
      await addToMirror(portal.services, firmId, {
        customers: names.map((name, n) => ({ id: `${n}`, name })),
      });
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ sort, limit: '1', ...(cursor && { cursor }) });
        const answer = await portal.request('GET', `/api/firms/${firmId}/customers?${query}`, { cookie });
        expect(answer.status).toBe(200);
        const page: { items: Customer[]; nextCursor: string | null } = await readJson(answer);
        seen.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen.toSorted()).toEqual(names.toSorted());
    },
  );
});
