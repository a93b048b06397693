import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { linkToken, mailsTo } from '../../testing/mailbox.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { addTestFirm, createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { problemDetails } from '../shapes.ts';
import { listMembers } from './list-members.ts';
import { member, type Role } from './schemas.ts';

const DAY = 86_400_000;
const PASSWORD = 'a password of my own';

describe.each(BACKENDS)('invitations on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, clock, request } = portal;
  afterAll(() => portal.close());

  const firmWithOwner = async (name?: string) => {
    const firmId = await addTestFirm(services, name);
    return { firmId, ...(await addTestUser(services, { firmId, role: 'owner' })) };
  };
  const newAddress = () => `${randomUUID()}@example.com`;
  const invite = (firm: { firmId: string; cookie: string }, email: string, role: Role = 'viewer') => {
    clock.advance(1);
    const body = { email, name: 'Bo', role };
    return request('POST', `/api/firms/${firm.firmId}/invitations`, { body, cookie: firm.cookie });
  };
  const tokenOf = async (email: string) =>
    linkToken((await mailsTo(services, email, 'invitation')).at(-1), '/invitation');
  const preview = (token: string) => request('POST', '/api/invitations/preview', { body: { token } });
  const accept = (token: string, more: object = { name: 'Bo', password: PASSWORD }) =>
    request('POST', '/api/invitations/accept', { body: { token, ...more } });
  const signIn = (email: string, password: string) =>
    request('POST', '/api/session', { body: { email, password } });
  const people = async (firmId: string) => {
    const actor = { userId: '', name: '', email: '', staff: true, roles: new Map() };
    return (await listMembers(services, actor, firmId)).map(({ email, role, userId }) => [
      email,
      role,
      userId ? 'member' : 'invited',
    ]);
  };

  test('an invited person sees what it is about, accepts, and can sign in', async () => {
    const firm = await firmWithOwner('Ana’s firm');
    const email = newAddress();
    const invited = await invite(firm, email.toUpperCase(), 'admin');
    expect(invited.status).toBe(201);
    expect(await invited.json()).toMatchObject({ userId: null, email, role: 'admin', joinedAt: null });
    const token = await tokenOf(email);
    expect(await (await preview(token)).json()).toEqual({
      firmName: 'Ana’s firm',
      email,
      name: 'Bo',
      role: 'admin',
      hasAccount: false,
    });
    expect((await accept(token, { name: 'Bo Berg', password: PASSWORD })).status).toBe(204);
    const session = await signIn(email, PASSWORD);
    expect(await session.json()).toMatchObject({
      user: { email, name: 'Bo Berg', staff: false, firms: [{ id: firm.firmId, role: 'admin' }] },
    });
    expect(await people(firm.firmId)).toEqual([
      [firm.email, 'owner', 'member'],
      [email, 'admin', 'member'],
    ]);
  });

  test('who has an account keeps its password and gains the firm', async () => {
    const firm = await firmWithOwner();
    const person = await addTestUser(services);
    await invite(firm, person.email);
    const token = await tokenOf(person.email);
    expect(await (await preview(token)).json()).toMatchObject({ hasAccount: true });
    expect((await accept(token, { name: 'Mallory', password: 'a password of an attacker' })).status).toBe(
      204,
    );
    expect((await signIn(person.email, 'a password of an attacker')).status).toBe(401);
    const session = await signIn(person.email, person.password);
    expect(await session.json()).toMatchObject({
      user: { name: 'Test person', firms: [{ role: 'viewer' }] },
    });
  });

  test('who has an account need not enter anything to accept', async () => {
    const firm = await firmWithOwner();
    const person = await addTestUser(services);
    await invite(firm, person.email);
    expect((await accept(await tokenOf(person.email), {})).status).toBe(204);
  });

  test('a new account needs a name and a password', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    await invite(firm, email);
    const token = await tokenOf(email);
    const answer = await accept(token, {});
    expect(answer.status).toBe(400);
    expect(Object.keys(problemDetails.parse(await answer.json()).fields ?? {})).toEqual(['name', 'password']);
    expect((await accept(token)).status).toBe(204);
  });

  test('a link works once, also when it is used twice at the same time', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    await invite(firm, email);
    const token = await tokenOf(email);
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 410]);
    expect((await preview(token)).status).toBe(410);
  });

  test('a link ends after seven days, and a made-up one never worked', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    await invite(firm, email);
    const token = await tokenOf(email);
    clock.advance(7 * DAY);
    expect((await preview(token)).status).toBe(410);
    expect((await accept(token)).status).toBe(410);
    expect((await accept('made-up')).status).toBe(410);
  });

  test('inviting again replaces the old link and the role', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    await invite(firm, email, 'viewer');
    const old = await tokenOf(email);
    await invite(firm, email, 'admin');
    expect((await preview(old)).status).toBe(410);
    expect(await (await preview(await tokenOf(email))).json()).toMatchObject({ role: 'admin' });
    expect(await people(firm.firmId)).toEqual([
      [firm.email, 'owner', 'member'],
      [email, 'admin', 'invited'],
    ]);
  });

  test('one address can be invited to two firms and keeps one account', async () => {
    const [one, two] = [await firmWithOwner(), await firmWithOwner()];
    const email = newAddress();
    await invite(one, email);
    const first = await tokenOf(email);
    await invite(two, email);
    const second = await tokenOf(email);
    const answers = await Promise.all([
      accept(first),
      accept(second, { name: 'Bo', password: `${PASSWORD} 2` }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([204, 204]);
    expect((await people(one.firmId)).at(-1)).toEqual([email, 'viewer', 'member']);
    expect((await people(two.firmId)).at(-1)).toEqual([email, 'viewer', 'member']);
  });

  test('a member is not invited again', async () => {
    const firm = await firmWithOwner();
    const answer = await invite(firm, firm.email);
    expect(answer.status).toBe(409);
    expect(await mailsTo(services, firm.email)).toEqual([]);
  });

  test('a withdrawn invitation no longer works', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    const { invitationId } = member.parse(await (await invite(firm, email)).json());
    const path = `/api/firms/${firm.firmId}/invitations/${invitationId}`;
    expect((await request('DELETE', path, { cookie: firm.cookie })).status).toBe(204);
    expect((await preview(await tokenOf(email))).status).toBe(410);
    expect((await request('DELETE', path, { cookie: firm.cookie })).status).toBe(404);
  });

  test('the store holds only the hash of a link’s token, and the audit trail neither', async () => {
    const firm = await firmWithOwner();
    const email = newAddress();
    await invite(firm, email);
    const token = await tokenOf(email);
    const rows = await services.store.system(async (query) => [
      await query.selectFrom('invitations').selectAll().where('email', '=', email).execute(),
      await query.selectFrom('audit_entries').selectAll().where('firm_id', '=', firm.firmId).execute(),
    ]);
    expect(rows[0]).toHaveLength(1);
    expect(rows[1]).toMatchObject([{ action: 'member.invited', actor_id: firm.userId, subject: email }]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
