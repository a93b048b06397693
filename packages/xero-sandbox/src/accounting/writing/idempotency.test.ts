import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../test-client.ts';
import { invoice } from './test-bodies.ts';
import { type Answered, elements, startWriter, WRITE_SCOPES, type Writer } from './test-writer.ts';

const SIX_MINUTES = 6 * 60_000;

describe('The Idempotency-Key', () => {
  let writer: Writer;

  beforeEach(async () => {
    writer = await startWriter({
      limits: {},
      clock: { now: () => new Date('2026-06-15T03:00:00Z') },
      organisations: [
        { name: 'Books', contacts: 2, invoices: 0 },
        { name: 'Others', contacts: 2, invoices: 0 },
      ],
    });
  });

  afterEach(() => writer.sandbox.close());

  const put = (key: string, body: unknown = invoice(), path = 'Invoices') =>
    writer.send('PUT', path, body, { 'Idempotency-Key': key });
  const idOf = (answered: Answered) => elements(answered)[0]?.InvoiceID;
  const count = () => writer.sandbox.books('Books').truth().invoices.ACCREC.AUTHORISED;

  it('50: the same call gets the first answer again within six minutes, then creates once more', async () => {
    const first = await put('one');
    writer.sandbox.clock.advance(SIX_MINUTES - 1);
    const again = await put('one');
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(count()).toBe(1);
    writer.sandbox.clock.advance(1);
    const later = await put('one');
    expect(later.status).toBe(200);
    expect(idOf(later)).not.toBe(idOf(first));
    expect(count()).toBe(2);
  });

  it('50: errors are kept too, and a repeat still costs a call', async () => {
    const bad = invoice({ Contact: { Name: 'Comes later' }, CurrencyCode: 'EUR' });
    const refused = await put('bad', bad);
    await writer.made('PUT', 'Currencies', { Code: 'EUR' });
    const again = await put('bad', bad);
    expect([again.status, again.text]).toEqual([400, refused.text]);
    // Of the day: a minute may end in between.
    const left = ({ headers }: Answered) => Number(headers.get('x-daylimit-remaining'));
    expect(left(again)).toBe(left(refused) - 2);
    expect((await put('other', bad)).status).toBe(200);
  });

  it('50: another body, method, path or organisation with the same key is refused, in the form that is switched', async () => {
    await put('same');
    const different = 'is used with a different request';
    for (const answered of [
      await put('same', invoice({ Reference: 'x' })),
      await put('same', invoice(), 'Invoices?unitdp=4'),
      await writer.send('POST', 'Invoices', invoice(), { 'idempotency-key': 'same' }),
    ]) {
      expect([answered.status, answered.body.Detail]).toEqual([400, expect.stringContaining(different)]);
    }
    const { switches } = writer.sandbox;
    switches.reusedKeyForm = 'exception';
    expect((await put('same', {})).body).toMatchObject({
      ErrorNumber: 10,
      Message: expect.stringContaining(different),
    });
    switches.reusedKeyForm = 'text';
    expect((await put('same', {})).text).toContain(different);
    const others = await connect(writer.sandbox, 'Others', WRITE_SCOPES);
    const call = () =>
      others.call(
        'Invoices',
        { 'content-type': 'application/json', 'idempotency-key': 'same' },
        { method: 'PUT', body: JSON.stringify(invoice()) },
      );
    expect((await call()).status).toBe(400);
    switches.keyInOtherOrganisation = 'replay';
    expect((await call()).status).toBe(200);
    expect(writer.sandbox.books('Others').truth().invoices.ACCREC.AUTHORISED).toBe(0);
  });

  it('50: 128 characters are taken, 129 refused; a blank key and a GET with one count for nothing', async () => {
    expect((await put('k'.repeat(128))).status).toBe(200);
    expect((await put('k'.repeat(129))).status).toBe(400);
    expect(count()).toBe(1);
    await put('');
    await put('');
    expect(count()).toBe(3);
    const get = () => writer.send('GET', 'Organisation', undefined, { 'idempotency-key': 'read' });
    const [one, two] = [await get(), await get()];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body.Id).not.toBe(one.body.Id);
  });

  it('50: when the answer is lost after the work was done, the write stands and its repeat tells of it', async () => {
    writer.sandbox.addFault({ match: { method: 'PUT' }, times: 1, effect: { drop: 'after' } });
    await expect(put('lost')).rejects.toThrow('fetch failed');
    expect(count()).toBe(1);
    const again = await put('lost');
    expect(again.status).toBe(200);
    expect(count()).toBe(1);
    const read = await writer.json(`Invoices/${idOf(again)}`);
    expect(read.Invoices).toMatchObject([{ InvoiceID: idOf(again), Status: 'AUTHORISED' }]);
  });

  it('50: while the store of keys is down, a call with a key gets 500 and nothing is done', async () => {
    const headers = { 'idempotency-key': '.' };
    writer.sandbox.addFault({ match: { headers }, times: 1, effect: 'error-page' });
    expect((await put('down')).status).toBe(500);
    expect(count()).toBe(0);
    expect((await put('down')).status).toBe(200);
  });

  it('50: the second of two at once gets the first one’s answer, or is refused when it is switched so', async () => {
    const both = await Promise.all([put('twice'), put('twice')]);
    expect(both.map(idOf)).toEqual([idOf(both[0]), idOf(both[0])]);
    expect(count()).toBe(1);
    writer.sandbox.switches.simultaneousKeys = 'refuse';
    const held: (() => void)[] = [];
    const reached = new Promise<void>((reach) => {
      const act = () =>
        new Promise<void>((release) => {
          held.push(release);
          reach();
        });
      writer.sandbox.addFault({ match: { method: 'PUT' }, times: 1, effect: { act } });
    });
    const first = put('at once');
    await reached;
    expect((await put('at once')).status).toBe(409);
    for (const release of held) release();
    expect((await first).status).toBe(200);
    expect(count()).toBe(2);
  });

  it('50: keys outlive a restart with a state file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'xero-sandbox-'));
    const options = { stateFile: join(directory, 'state.json') };
    const before = await startWriter(options);
    const made = await before.send('PUT', 'Invoices', invoice(), { 'idempotency-key': 'kept' });
    await before.sandbox.close();
    const after = await startWriter(options);
    const again = await after.send('PUT', 'Invoices', invoice(), { 'idempotency-key': 'kept' });
    expect(idOf(again)).toBe(idOf(made));
    await after.sandbox.close();
    await rm(directory, { recursive: true });
  });
});
