import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesUnder } from '../pages/test-pages.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';

let sandbox: Sandbox;
let base: string;
let pages: ReturnType<typeof pagesUnder>;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Demo Company (NZ)', contacts: 10, invoices: 30 }],
  });
  base = `/accountant/${sandbox.organisations[0]?.tenantId}`;
  pages = pagesUnder(sandbox, base);
});

afterAll(() => sandbox.close());

const add = (name: string) => sandbox.books('Demo Company (NZ)').addContact({ name }).id;

describe('contacts', () => {
  it('are added, edited, archived and brought back', async () => {
    const added = await pages.done('/contacts/add', { name: 'Fresh', email: 'fresh@customer.example' });
    expect(added).toContain('<h1>Fresh</h1>');
    const path = /action="[^"]*(\/contacts\/[^/"]+)\/edit"/.exec(added)?.[1] ?? '';
    const form = { name: 'Stale', email: 'fresh@customer.example', number: 'C-9', currency: 'AUD' };
    expect(await pages.done(`${path}/edit`, form)).toContain('value="C-9"');
    expect(await pages.open('/contacts?q=fresh@')).toContain('Stale');
    expect(await pages.done(`${path}/archive`)).toContain('>ARCHIVED</span>');
    expect(await pages.open('/contacts?q=stale&status=ACTIVE')).toContain('Nobody like that');
    expect(await pages.done(`${path}/restore`)).toContain('>ACTIVE</span>');
    const clash = await pages.refused('/contacts/add', { name: 'Stale', email: 'other@customer.example' });
    expect(clash).toContain('must be unique across all active contacts');
    expect(clash).toContain('value="other@customer.example"');
  });

  it('63: one is merged into another, leads there, and comes back no more', async () => {
    const [from] = [add('Twice'), add('Once')];
    const survivor = await pages.done(`/contacts/${from}/merge`, { into: 'Once' });
    expect(survivor).toContain('<h1>Once</h1>');
    expect(survivor).toContain('Merged.');
    const merged = await pages.open(`/contacts/${from}`);
    expect(merged).toContain('Merged into');
    expect(merged).not.toContain('Restore');
    expect(await pages.refused(`/contacts/${from}/restore`)).toContain('cannot be restored');
  });

  it('are put into groups and taken out', async () => {
    const contact = add('Grouped');
    const page = await pages.done('/groups/add', { name: 'Slow payers' });
    const section = page.split('<section').find((each) => each.includes('Slow payers')) ?? '';
    const id = /name="id" value="([^"]+)"/.exec(section)?.[1] ?? '';
    await pages.done('/groups/assign', { id, contact: 'Grouped' });
    expect(await pages.open(`/contacts/${contact}`)).toContain('Slow payers');
    expect(await pages.done('/groups/remove', { id, contact })).toContain('out of the group');
    expect(await pages.done('/groups/rename', { id, name: 'Quick payers' })).toContain('Quick payers');
    const refused = await pages.refused('/groups/assign', { id, contact: 'Nobody at all' });
    expect(refused.split('value="Nobody at all"')).toHaveLength(2);
    expect(await pages.done('/groups/delete', { id })).not.toContain('Quick payers');
  });
});

describe('accounts', () => {
  it('are added, opened to payments, archived and brought back', async () => {
    const account = { code: '6123', name: 'Clearing 6123', type: 'CURRENT' };
    const row = (page: string) => page.split('<tr>').find((each) => each.includes('Clearing 6123')) ?? '';
    const id = /name="id" value="([^"]+)"/.exec(row(await pages.done('/accounts/add', account)))?.[1] ?? '';
    expect(row(await pages.done('/accounts/allow', { id }))).toContain('allowed');
    expect(row(await pages.done('/accounts/forbid', { id }))).not.toContain('<td >allowed');
    expect(row(await pages.done('/accounts/archive', { id }))).toContain('>ARCHIVED</span>');
    expect(row(await pages.done('/accounts/restore', { id }))).toContain('>ACTIVE</span>');
    expect(await pages.refused('/accounts/add', account)).toContain('unique Code and Name');
  });
});

describe('settings', () => {
  it('add and rename branding themes', async () => {
    const added = await pages.done('/settings/add-theme', { name: 'Winter' });
    const id = /rename-theme-([^"]+)-name"[^>]*value="Winter"/.exec(added)?.[1] ?? '';
    const renamed = await pages.done('/settings/rename-theme', { id, name: 'Summer' });
    expect(renamed).toContain('value="Summer"');
    expect(renamed).not.toContain('value="Winter"');
    expect(await pages.refused('/settings/add-theme', { name: 'summer' })).toContain('no other has');
  });

  it('list the users with their roles, and a removed person loses the organisation', async () => {
    const page = await pages.open('/settings');
    expect(page).toContain('FINANCIALADVISER');
    const client = await connect(sandbox);
    const id = /remove-user"[\s\S]*?name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await pages.done('/settings/remove-user', { id })).toContain('Nobody belongs to this');
    expect((await client.call('Organisation')).status).toBe(403);
    expect(await pages.refused('/settings/remove-user', { id })).toContain('There is no user');
  });

  it('71: a reset leads to the new books, and the old address is gone', async () => {
    const page = await pages.done('/settings/reset');
    expect(page).toContain('These are the new books.');
    expect((await fetch(sandbox.url + base)).status).toBe(404);
  });
});
