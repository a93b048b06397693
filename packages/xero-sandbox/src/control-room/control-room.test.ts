import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesUnder } from '../pages/test-pages.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';
import { startReceiver } from '../webhooks/test-receiver.ts';

let sandbox: Sandbox;
let room: ReturnType<typeof pagesUnder>;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 10, invoices: 30 }] });
  room = pagesUnder(sandbox, '/control-room');
  client = await connect(sandbox);
});

afterAll(() => sandbox.close());

describe('the control room', () => {
  it('says what is in force', async () => {
    const page = await room.open();
    expect(page).toContain('No faults are in force.');
    expect(page).toContain('There is no subscription.');
  });

  it('refuses forms from a foreign page', async () => {
    expect((await room.submit('/faults/clear', {}, 'https://evil.example')).status).toBe(403);
  });

  it('12: moves the clock on, back only when that is really meant, and says what it did not understand', async () => {
    const before = sandbox.clock.now().getTime();
    await room.done('/clock/leap', { advanceMs: '60000' });
    await room.done('/clock/move', { amount: '2', unit: 'days' });
    expect(sandbox.clock.now().getTime() - before).toBeGreaterThan(2 * 86_400_000);
    const back = new Date(before).toISOString();
    expect(await room.refused('/clock/set', { now: back })).toContain('The clock goes back only with');
    expect(await room.done('/clock/set', { now: back, force: 'true' })).toContain('The clock was set.');
    const nonsense = await room.refused('/clock/set', { now: 'tomorrow' });
    expect(nonsense).toContain('now must be an instant');
    expect(nonsense).toContain('value="tomorrow"');
    expect(await room.refused('/clock/move', { amount: 'two', unit: 'days' })).toContain('whole number');
  });
});

describe('limits', () => {
  it('22: are shown, used up, set and switched off', async () => {
    const tenant = client.tenantId;
    await room.done('/limits/spend', { tenant, window: 'minute', calls: '' });
    expect((await client.call('Organisation')).status).toBe(429);
    const page = await room.done('/limits/set', { minute: '1000', day: '9000' });
    expect(page).toContain('value="9000"');
    expect((await client.call('Organisation')).status).toBe(200);
    expect(await room.done('/limits/off')).toContain('Limits are off');
    await room.done('/limits/set', { minute: '1000', day: '9000' });
    expect(await room.refused('/limits/set', { minute: 'many' })).toContain('minute must be a whole number');
  });

  it('the latency is a range, and cannot be upside down', async () => {
    expect(await room.done('/limits/late', { least: '1', most: '3' })).toContain('value="3"');
    expect(await room.refused('/limits/late', { least: '3', most: '1' })).toContain('most must be');
    await room.done('/limits/late', { least: '0', most: '0' });
  });
});

describe('faults', () => {
  it('45: a story moves rows in the middle of somebody’s paging', async () => {
    const ids = async (page: number) => {
      const { Invoices } = await client.json(`Invoices?page=${page}&pageSize=10`);
      return (Invoices as { InvoiceID: string }[]).map(({ InvoiceID }) => InvoiceID);
    };
    expect(await room.done('/faults/story', { id: 'paging' })).toContain('first-of-page');
    const first = await ids(1);
    const again = await ids(1);
    expect(first.slice(0, 3).some((id) => again.includes(id))).toBe(false);
  });

  it('26: any fault is put in force, counted and removed', async () => {
    const page = await room.done('/faults/add', { path: '/Organisation', times: '', effect: 'maintenance' });
    const id = /name="id" value="(fault-\d+)"/.exec(page)?.[1] ?? '';
    const answer = await client.call('Organisation');
    expect([answer.status, await answer.text()]).toEqual([
      503,
      'The Xero API is currently offline for maintenance',
    ]);
    expect(await room.open('/faults')).toContain('<td class="amount">1</td>');
    await room.done('/faults/remove', { id });
    expect((await client.call('Organisation')).status).toBe(200);
    expect(await room.refused('/faults/remove', { id })).toContain('There is no fault');
    expect(await room.refused('/faults/story', { id: 'none' })).toContain('There is no such story');
  });

  it.each([
    [
      'status',
      { value: '418', answer: 'tea', retryAfter: '5' },
      { status: 418, body: 'tea', headers: { 'retry-after': '5' } },
    ],
    ['drop-before', {}, { drop: 'before' }],
    ['drop-after', {}, { drop: 'after' }],
    ['delay-before', { value: '5' }, { delayMs: 5, delay: 'before' }],
    ['delay-after', { value: '5' }, { delayMs: 5, delay: 'after' }],
    ['stall', { value: '5' }, { stallMs: 5 }],
    ['cut', { value: '5' }, { cutBodyAt: 5 }],
    ['garbage', {}, { garbage: true }],
    [
      'touch',
      { collection: 'Contacts', which: 'random', count: '2' },
      { touch: { collection: 'Contacts', which: 'random', count: 2 } },
    ],
  ])('the effect %s is read from the form', async (effect, fields, wanted) => {
    const form = { path: '/nowhere', method: 'GET', skip: '1', every: '2', times: '3', effect, ...fields };
    await room.done('/faults/add', form);
    expect(sandbox.faults().at(-1)).toMatchObject({
      match: { path: '/nowhere', method: 'GET' },
      skip: 1,
      every: 2,
      times: 3,
      effect: wanted,
    });
    await room.done('/faults/clear');
    expect(sandbox.faults()).toEqual([]);
  });

  it('one that makes no sense is shown again with what was entered', async () => {
    const page = await room.refused('/faults/add', { path: '(', effect: 'garbage' });
    expect(page).toContain('match.path must be');
    expect(page).toContain('value="("');
    expect(await room.refused('/faults/add', { effect: 'status', value: 'tea' })).toContain(
      'effect.status must be',
    );
  });
});

describe('switches', () => {
  it('are set together, each in its own type, and go back to their defaults', async () => {
    expect(await room.open('/switches')).toContain('Whether If-Modified-Since includes');
    const form = {
      modifiedSince: 'exclusive',
      invalidClientStatus: '401',
      refusedCallsCount: 'true',
      highVolumeRows: '7',
      refreshGraceMinutes: '5',
      appMinuteProblem: '30',
    };
    expect(await room.done('/switches/set', form)).toContain('Changed. Default: inclusive');
    expect(sandbox.switches).toMatchObject({
      modifiedSince: 'exclusive',
      invalidClientStatus: 401,
      refusedCallsCount: true,
      highVolumeRows: 7,
      refreshGraceMinutes: 5,
      appMinuteProblem: '30',
    });
    await room.done('/switches/set', { highVolumeRows: '' });
    expect(sandbox.switches.highVolumeRows).toBeNull();
    const refused = await room.refused('/switches/set', {
      refreshGraceMinutes: 'long',
      modifiedSince: 'inclusive',
    });
    expect(refused).toContain('refreshGraceMinutes must be');
    expect(sandbox.switches.modifiedSince).toBe('exclusive');
    await room.done('/switches/reset');
    expect(sandbox.switches).toMatchObject({ modifiedSince: 'inclusive', refreshGraceMinutes: 30 });
  });
});

describe('webhooks', () => {
  it('66: a receiver is entered and validated, disturbed, and its deliveries are shown', async () => {
    const receiver = await startReceiver(sandbox.webhooks.key);
    const page = await room.done('/webhooks/subscribe', {
      url: receiver.url,
      key: sandbox.webhooks.key,
      categories: ['INVOICE'],
    });
    expect(page).toContain('>ok</span>');
    expect(page).toContain('intent-to-receive, signed wrongly');
    expect(sandbox.webhooks.status()?.categories).toEqual(['INVOICE']);
    expect(await room.done('/webhooks/hold')).toContain(', held');
    const [contact] = [sandbox.books('Books').addContact({ name: 'Hooked' }).id];
    const lines = [{ description: 'x', quantity: '1', unitAmount: '1.00' }];
    sandbox.books('Books').addInvoice({ contact, lines });
    await room.done('/webhooks/duplicate', { times: '2' });
    await room.done('/webhooks/shuffle', { what: 'events' });
    await room.done('/webhooks/release');
    await sandbox.webhooks.settled();
    expect(sandbox.webhooks.deliveries().filter(({ kind }) => kind === 'events')).toHaveLength(2);
    expect(await room.open('/webhooks')).toContain('eventCategory');
    expect(await room.refused('/webhooks/duplicate', { times: 'x' })).toContain('times must be');
    await room.done('/webhooks/lose', { batches: '1' });
    expect(await room.done('/webhooks/enable')).toContain('sent again');
    expect(await room.done('/webhooks/clear')).toContain('Nothing was sent yet');
    expect(await room.done('/webhooks/unsubscribe')).toContain('There is no subscription');
    const abroad = await room.refused('/webhooks/subscribe', {
      url: 'https://example.com/',
      categories: 'INVOICE',
    });
    expect(abroad).toContain('address of this machine');
    await receiver.close();
  });
});

describe('requests', () => {
  it('are shown, the newest first, filtered and cleared', async () => {
    await client.call('Contacts?page=1');
    await client.call('Items');
    const page = await room.open('/requests');
    expect(page.indexOf('/Items')).toBeLessThan(page.indexOf('/Contacts'));
    expect(await room.open('/requests?path=Contacts&status=2xx&method=GET')).not.toContain('2.0/Items<');
    expect(await room.open('/requests?status=none')).toContain('0 found');
    expect(page).not.toContain('Bearer');
    expect(await room.done('/requests/clear')).toContain('No request like that');
  });
});
