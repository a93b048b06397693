import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { linkToken, mailsTo } from '../../testing/mailbox.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { createIntegration } from '../integrations/create.ts';
import { sessionAnswer } from '../people/schemas.ts';
import { listOf, problemDetails } from '../shapes.ts';
import { firm, firmHealth } from './schemas.ts';

describe.each(BACKENDS)('firms on %s', async (kind) => {
  const portal = await createTestPortal(kind);
  const { services, request } = portal;
  const staff = await addTestUser(services, { staff: true });
  afterAll(() => portal.close());

  const newAddress = () => `${randomUUID()}@example.com`;
  const create = (owner: { email: string; name?: string; password?: string }, name = 'New firm') =>
    request('POST', '/api/firms', {
      body: { name, timeZone: 'Pacific/Auckland', owner: { name: 'Olive', ...owner } },
      cookie: staff.cookie,
    });
  const createdId = async (name: string) =>
    firm.parse(await (await create({ email: newAddress() }, name)).json()).id;
  const list = async (query: string) => {
    const answer = await request('GET', `/api/firms?${query}`, { cookie: staff.cookie });
    return listOf(firmHealth).parse(await answer.json());
  };
  const firmsOf = async (email: string, password: string) => {
    const session = await request('POST', '/api/session', { body: { email, password } });
    if (!session.ok) return null;
    return sessionAnswer.parse(await session.json()).user.firms.map((own) => [own.name, own.role]);
  };

  test('an owner with a password can sign in at once', async () => {
    const email = newAddress();
    const answer = await create({ email, password: 'the first password' }, 'With a password');
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      id: expect.any(String),
      name: 'With a password',
      timeZone: 'Pacific/Auckland',
    });
    expect(await firmsOf(email, 'the first password')).toEqual([['With a password', 'owner']]);
    expect(await mailsTo(services, email)).toMatchObject([
      { subject: 'You now have access to With a password' },
    ]);
  });

  test('an owner without a password is invited to choose one', async () => {
    const email = newAddress();
    await create({ email }, 'Without a password');
    const token = linkToken((await mailsTo(services, email, 'invitation'))[0], '/invitation');
    await request('POST', '/api/invitations/accept', {
      body: { token, name: 'Olive', password: 'chosen by me' },
    });
    expect(await firmsOf(email, 'chosen by me')).toEqual([['Without a password', 'owner']]);
  });

  test('an owner with an account gains the firm, and the account’s password stays', async () => {
    const person = await addTestUser(services);
    await create({ email: person.email, password: 'another password' }, 'For a known person');
    expect(await firmsOf(person.email, 'another password')).toBeNull();
    expect(await firmsOf(person.email, person.password)).toEqual([['For a known person', 'owner']]);
  });

  test('only staff create and list firms', async () => {
    const { cookie } = await addTestUser(services, { firmId: await createdId('Some firm'), role: 'owner' });
    const body = { name: 'x', timeZone: 'UTC', owner: { email: newAddress(), name: 'x' } };
    expect((await request('POST', '/api/firms', { body, cookie })).status).toBe(403);
    expect((await request('GET', '/api/firms', { cookie })).status).toBe(403);
    expect((await request('POST', '/api/firms', { body })).status).toBe(401);
  });

  test('input that cannot be used is named field by field', async () => {
    const body = { name: ' ', timeZone: 'Mars/Olympus', owner: { email: 'x', name: 'x', password: 'short' } };
    const answer = await request('POST', '/api/firms', { body, cookie: staff.cookie });
    expect(answer.status).toBe(400);
    const { fields } = problemDetails.parse(await answer.json());
    expect(Object.keys(fields ?? {})).toEqual(['name', 'timeZone', 'owner.email', 'owner.password']);
  });

  test('a firm names the person at its provider who set it up', async () => {
    const id = await createdId('With a provider');
    const { cookie } = await addTestUser(services, { firmId: id });
    const answer = await request('GET', `/api/firms/${id}`, { cookie });
    expect(await answer.json()).toEqual({
      id,
      name: 'With a provider',
      timeZone: 'Pacific/Auckland',
      provider: { name: 'Test person', email: staff.email },
    });
    const missing = await request('GET', `/api/firms/${randomUUID()}`, { cookie: staff.cookie });
    expect(missing.status).toBe(404);
  });

  test('the list is in the order of names, page by page, each firm once', async () => {
    const names = ['Paged ähre', 'paged b', 'Paged a', 'Paged b', 'paged C'];
    for (const name of names) await createdId(name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`q=PAGED&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map((item) => item.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(names));
    expect(seen.map((name) => name.toLowerCase()).filter((name) => !name.includes('ä'))).toEqual([
      'paged a',
      'paged b',
      'paged b',
      'paged c',
    ]);
  });

  test('a search takes every sign as it is', async () => {
    await createdId('100% Searched_firm');
    expect((await list('q=100%25%20s')).items.map((item) => item.name)).toEqual(['100% Searched_firm']);
    expect((await list('q=%25%25')).items).toEqual([]);
    expect((await list('q=searched%27firm')).items).toEqual([]);
    const answer = await request('GET', '/api/firms?q=%00', { cookie: staff.cookie });
    expect(answer.status).toBe(400);
  });

  test('the list tells each firm’s state, customers and open invoices apart from other firms’', async () => {
    const id = await createdId('Healthy one');
    await createdId('Healthy two');
    const actor = { userId: staff.userId, name: 'x', email: staff.email, staff: true, roles: new Map() };
    const integration = await createIntegration(services, actor, id, { platform: 'xero' });
    const at = services.clock.now();
    await services.store.firm(id, async (query) => {
      const organisation = { tenantId: 't', name: 'Books Ltd', baseCurrency: 'NZD', timeZone: 'UTC' };
      const problem = { code: 'reconnect_needed', message: 'Access has ended.', action: 'Connect again.' };
      await query
        .updateTable('integrations')
        .set({
          status: 'reconnect_needed',
          organisation: JSON.stringify(organisation),
          last_successful_sync_at: at,
          problem: JSON.stringify(problem),
        })
        .execute();
      const common = { firm_id: id, content_hash: '', xero_updated_at: at };
      for (const [key, archived] of [
        ['a', false],
        ['b', false],
        ['c', true],
      ] as const)
        await query
          .insertInto('customers')
          .values({ ...common, xero_contact_id: key, name: key, archived, xero_status: 'ACTIVE' })
          .execute();
      for (const [key, status, due] of [
        ['open', 'AUTHORISED', '0.01'],
        ['settled', 'AUTHORISED', '0'],
        ['draft', 'DRAFT', '5'],
      ] as const)
        await query
          .insertInto('invoices')
          .values({
            ...common,
            xero_invoice_id: key,
            xero_contact_id: 'a',
            contact_name: 'a',
            status,
            currency: 'NZD',
            sub_total: '5',
            total_tax: '0',
            total: '5',
            amount_due: due,
            amount_paid: '0',
            amount_credited: '0',
            lines: '[]',
            payments: '[]',
            credits: '[]',
          })
          .execute();
    });
    const { items } = await list('q=healthy');
    expect(items).toMatchObject([
      {
        name: 'Healthy one',
        integration: {
          id: integration.id,
          status: 'reconnect_needed',
          organisationName: 'Books Ltd',
          lastSuccessfulSyncAt: at.toISOString(),
          problemMessage: 'Access has ended.',
        },
        customers: 2,
        openInvoices: 1,
      },
      { name: 'Healthy two', integration: null, customers: 0, openInvoices: 0 },
    ]);
  });
});
