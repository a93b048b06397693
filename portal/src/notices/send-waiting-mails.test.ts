import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestMailServer } from '../../testing/mail-server.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { addMail } from './add-mail.ts';
import { SECRET_NOTE } from './secret-mail.ts';
import { sendWaitingMails } from './send-waiting-mails.ts';

const MINUTE = 60_000;

describe.each(BACKENDS)('sending mail on %s', async (kind) => {
  const server = await startTestMailServer();
  const portalFor = (url: string) =>
    createTestPortal(kind, { environment: { SMTP_URL: url, MAIL_FROM: 'Portal <portal@example.com>' } });
  const portal = await portalFor(server.url);
  beforeEach(async () => {
    Object.assign(server, { received: [], answer: '250 ok', refusedRecipient: null });
    await portal.services.store.system((query) => query.deleteFrom('mails').execute());
  });
  afterAll(async () => {
    await portal.close();
    await server.close();
  });

  const write = ({ services }: TestPortal, to: string, mail: { kind?: string } = {}) =>
    services.store.system((query) =>
      addMail(query, services.clock, {
        firmId: null,
        kind: mail.kind ?? 'access',
        to,
        subject: 'Grüße from the portal',
        body: 'Hello,\n\nthis is it.\n',
      }),
    );
  const mails = ({ services }: TestPortal) =>
    services.store.system((query) => query.selectFrom('mails').selectAll().orderBy('recipient').execute());

  test('a waiting mail is sent once, even when many ask at the same time', async () => {
    await write(portal, 'ana@example.com');
    await Promise.all([1, 2, 3].map(() => sendWaitingMails(portal.services)));
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.to).toEqual(['ana@example.com']);
    expect(server.received[0]?.from).toBe('portal@example.com');
    expect(server.received[0]?.text).toContain('this is it.');
    expect(await mails(portal)).toMatchObject([
      { sent_at: portal.clock.now(), next_attempt_at: null, problem: null },
    ]);
  });

  test('what the server does not take now is tried again with growing pauses', async () => {
    await write(portal, 'ana@example.com');
    server.answer = '451 4.3.0 try later';
    const pauses = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await sendWaitingMails(portal.services);
      const [mail] = await mails(portal);
      expect(mail).toMatchObject({ attempts: attempt, sent_at: null });
      expect(mail?.problem).toContain('try later');
      const pause = (mail?.next_attempt_at?.getTime() ?? 0) - portal.clock.now().getTime();
      pauses.push(pause / MINUTE);
      await sendWaitingMails(portal.services);
      expect((await mails(portal))[0]?.attempts).toBe(attempt);
      portal.clock.advance(pause);
    }
    expect(pauses).toEqual([1, 2, 4]);
    server.answer = '250 ok';
    await sendWaitingMails(portal.services);
    expect(await mails(portal)).toMatchObject([{ sent_at: portal.clock.now(), problem: null }]);
  });

  test('after a day of trying the mail is kept with its problem', async () => {
    await write(portal, 'ana@example.com');
    server.answer = '451 4.3.0 try later';
    for (let hour = 0; hour < 30; hour += 1) {
      await sendWaitingMails(portal.services);
      portal.clock.advance(60 * MINUTE);
    }
    const [mail] = await mails(portal);
    expect(mail).toMatchObject({ sent_at: null, next_attempt_at: null });
    expect(mail?.problem).toContain('try later');
    expect(mail?.body).toContain('this is it.');
  });

  test('a recipient that is refused for good is not tried again, and the next mail is sent', async () => {
    await write(portal, 'bad@example.com');
    await write(portal, 'good@example.com');
    server.refusedRecipient = 'bad@example.com';
    await sendWaitingMails(portal.services);
    const [bad, good] = await mails(portal);
    expect(bad).toMatchObject({ sent_at: null, next_attempt_at: null, attempts: 1 });
    expect(bad?.problem).toContain('no such mailbox');
    expect(good?.sent_at).toEqual(portal.clock.now());
  });

  test('a server that cannot be reached loses no mail', async () => {
    const gone = await startTestMailServer();
    await gone.close();
    const alone = await portalFor(gone.url);
    await write(alone, 'ana@example.com');
    await sendWaitingMails(alone.services);
    const [mail] = await mails(alone);
    expect(mail).toMatchObject({ sent_at: null, attempts: 1 });
    expect(mail?.next_attempt_at).toEqual(new Date(alone.clock.now().getTime() + MINUTE));
    await alone.close();
  });

  test('the text of a mail with a secret link is not kept once it is sent', async () => {
    await write(portal, 'ana@example.com', { kind: 'password-reset' });
    await sendWaitingMails(portal.services);
    expect(server.received[0]?.text).toContain('this is it.');
    expect((await mails(portal))[0]?.body).toBe(SECRET_NOTE);
  });

  test('a mail from long before there was a server is not sent any more', async () => {
    await write(portal, 'ana@example.com', { kind: 'invitation' });
    portal.clock.advance(25 * 60 * MINUTE);
    await sendWaitingMails(portal.services);
    expect(server.received).toEqual([]);
    expect(await mails(portal)).toMatchObject([{ sent_at: null, next_attempt_at: null, body: SECRET_NOTE }]);
    expect((await mails(portal))[0]?.problem).toContain('more than a day');
  });

  test('without a server mails wait and stay readable', async () => {
    const alone = await createTestPortal(kind);
    await write(alone, 'ana@example.com', { kind: 'invitation' });
    await sendWaitingMails(alone.services);
    const [mail] = await mails(alone);
    expect(mail).toMatchObject({ sent_at: null, attempts: 0, problem: null });
    expect(mail?.body).toContain('this is it.');
    await alone.close();
  });
});
