import { afterAll, describe, expect, test } from 'vitest';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal, testActor } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Services } from '../services.ts';
import { listOf } from '../shapes.ts';
import { addMail } from './add-mail.ts';
import { listMails } from './list.ts';
import { mail } from './schemas.ts';

const STAFF = testActor({ staff: true });

async function write({ store, clock }: Services, subject: string, kind = 'access') {
  await store.system((query) =>
    addMail(query, clock, { firmId: null, kind, to: 'ana@example.com', subject, body: `body of ${subject}` }),
  );
}

describe.each(BACKENDS)('the mailbox on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, clock } = portal;
  afterAll(() => portal.close());

  test('staff read it newest first, page by page, each mail once', async () => {
    for (const subject of ['1', '2', '3', '4', '5']) {
      await write(services, subject);
      // Two at the same instant, so that the place in the list cannot be an instant alone.
      if (subject !== '2') clock.advance(1000);
    }
    const { cookie } = await addTestUser(services, { staff: true });
    const subjects: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await portal.request('GET', `/api/mails?limit=2${cursor && `&cursor=${cursor}`}`, {
        cookie,
      });
      const page = listOf(mail).parse(await answer.json());
      subjects.push(...page.items.map((item) => item.subject));
      cursor = page.nextCursor;
    }
    expect(subjects.filter((subject) => subject !== '2' && subject !== '3')).toEqual(['5', '4', '1']);
    expect(subjects.slice(2, 4).sort()).toEqual(['2', '3']);
  });

  test('nobody but staff reads it', async () => {
    const { cookie } = await addTestUser(services);
    expect((await portal.request('GET', '/api/mails', { cookie })).status).toBe(403);
    expect((await portal.request('GET', '/api/mails')).status).toBe(401);
  });

  test('a place in the list that was never given out is refused', async () => {
    const { cookie } = await addTestUser(services, { staff: true });
    expect((await portal.request('GET', '/api/mails?cursor=nonsense', { cookie })).status).toBe(400);
  });

  test('without a mail server the text of a mail with a secret link is shown', async () => {
    await write(services, 'secret', 'invitation');
    const { items } = await listMails(services, STAFF, { limit: 1 });
    expect(items).toMatchObject([{ subject: 'secret', text: 'body of secret', sentAt: null }]);
  });

  test('with a mail server it is hidden even before it is sent, and other mail is shown', async () => {
    const config = { ...services.config, smtp: { url: 'smtp://127.0.0.1:9', from: 'portal@example.com' } };
    clock.advance(1000);
    await write(services, 'secret', 'password-reset');
    clock.advance(1000);
    await write(services, 'plain');
    const { items } = await listMails({ ...services, config }, STAFF, { limit: 2 });
    expect(items[0]?.text).toBe('body of plain');
    expect(items[1]?.text).not.toContain('body of');
  });
});
