import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addCsvFirm } from '../../testing/csv-firm.ts';
import { readJson } from '../../testing/read-json.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import type { Invoice } from '../receivables/schemas.ts';

const CUSTOMERS = 'Number,Name,Email\nC1,Ana Ltd,ana@example.com\nC2,Bo & Co,bo@example.com\n';
const INVOICES =
  'Invoice No.;Customer number;Date;Due date;Currency;Total;Tax;Amount due\nI1;C1;2026-01-05;2026-02-05;NZD;115.00;15.00;115.00\nI2;C2;2026-01-06;;KWD;10.125;0;0.125\nI3;C2;2026-01-07;;JPY;500;0;0\n';
const CONFIRMED = { confirm: 'true' };

describe.each(BACKENDS)('uploading files of a CSV-fed firm on %s', (kind) => {
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addCsvFirm>>;

  beforeAll(async () => {
    portal = await createTestPortal(kind);
  });
  beforeEach(async () => {
    firm = await addCsvFirm(portal);
  });
  afterAll(() => portal.close());

  const rows = () =>
    portal.services.store.firm(firm.firmId, async (query) => ({
      customers: await query
        .selectFrom('customers')
        .select(['id', 'xero_contact_id', 'name', 'email', 'archived'])
        .orderBy('xero_contact_id')
        .execute(),
      invoices: await query
        .selectFrom('invoices')
        .select(['id', 'number', 'status', 'currency', 'total', 'amount_due', 'amount_paid', 'sub_total'])
        .orderBy('number')
        .execute(),
      audit: await query
        .selectFrom('audit_entries')
        .select(['action', 'details', 'actor_id'])
        .where('action', 'like', 'upload.%')
        .execute(),
    }));
  const problemsOf = async (
    what: 'customers' | 'invoices',
    file: string | Uint8Array<ArrayBuffer>,
    query: Record<string, string> = {},
  ) => {
    const report = await firm.upload(what, file, { ...query, ...CONFIRMED });
    expect(report).toMatchObject({ ok: false, stored: false, created: 0 });
    expect(report.problemCount).toBe(report.problems.length);
    return report.problems;
  };

  test('a file is stored when it is confirmed, and the first answer stores nothing', async () => {
    const dry = await firm.upload('customers', CUSTOMERS);
    expect(dry).toMatchObject({ ok: true, stored: false, lines: 2, created: 2, problemCount: 0 });
    expect(dry.columns).toEqual([
      { heading: 'Number', field: 'number' },
      { heading: 'Name', field: 'name' },
      { heading: 'Email', field: 'email' },
    ]);
    expect((await rows()).customers).toEqual([]);
    expect(await firm.upload('customers', CUSTOMERS, CONFIRMED)).toMatchObject({ stored: true, created: 2 });
    expect((await rows()).customers).toMatchObject([
      { xero_contact_id: 'csv:C1', name: 'Ana Ltd', email: 'ana@example.com' },
      { xero_contact_id: 'csv:C2', name: 'Bo & Co' },
    ]);
  });

  test('invoices keep their exact amounts, and the portal shows what is owed', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    await firm.upload('invoices', INVOICES, CONFIRMED);
    const answer = await portal.request('GET', `/api/firms/${firm.firmId}/invoices?sort=number`, {
      cookie: firm.owner.cookie,
    });
    const { items } = await readJson<{ items: Invoice[] }>(answer);
    expect(items).toMatchObject([
      {
        number: 'I1',
        status: 'authorised',
        total: '115.00',
        amountDue: '115.00',
        customer: { name: 'Ana Ltd' },
      },
      { number: 'I2', currency: 'KWD', total: '10.125', amountPaid: '10.000', amountDue: '0.125' },
      { number: 'I3', currency: 'JPY', total: '500', status: 'paid', amountDue: '0' },
    ]);
    const summary = await portal.request('GET', `/api/firms/${firm.firmId}/summary`, {
      cookie: firm.owner.cookie,
    });
    expect(await summary.json()).toMatchObject({
      asOf: portal.clock.now().toISOString(),
      balances: [
        { currency: 'KWD', due: '0.125' },
        { currency: 'NZD', due: '115.00' },
      ],
    });
  });

  test('a repeated file changes nothing, a changed line updates its record, and ids stay', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    await firm.upload('invoices', INVOICES, CONFIRMED);
    const before = await rows();
    expect(await firm.upload('invoices', INVOICES, CONFIRMED)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
    });
    const changed = INVOICES.replace('115.00;15.00;115.00', '115.00;15.00;15.00');
    const counts = { created: 0, updated: 1, unchanged: 2 };
    expect(await firm.upload('invoices', changed)).toMatchObject(counts);
    expect(await firm.upload('invoices', changed, CONFIRMED)).toMatchObject(counts);
    const after = await rows();
    expect(after.invoices.map(({ id }) => id)).toEqual(before.invoices.map(({ id }) => id));
    expect(after.invoices[0]).toMatchObject({ amount_due: '15.00', amount_paid: '100.00' });
  });

  test('what a new file leaves out stays, unless the list is complete: then open invoices are voided and customers archived', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    await firm.upload('invoices', INVOICES, CONFIRMED);
    const [headings = '', first = ''] = INVOICES.split('\n');
    const short = `${headings}\n${first}\n`;
    await firm.upload('invoices', short, CONFIRMED);
    expect((await rows()).invoices.map(({ status }) => status)).toEqual(['AUTHORISED', 'AUTHORISED', 'PAID']);
    const complete = { complete: 'true' };
    expect(await firm.upload('invoices', short, complete)).toMatchObject({ withdrawn: 1, unchanged: 1 });
    await firm.upload('invoices', short, { ...complete, ...CONFIRMED });
    expect((await rows()).invoices.map(({ status }) => status)).toEqual(['AUTHORISED', 'VOIDED', 'PAID']);
    await firm.upload('customers', 'Number,Name\nC1,Ana Ltd\n', { ...complete, ...CONFIRMED });
    expect((await rows()).customers.map(({ archived }) => archived)).toEqual([false, true]);
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    await firm.upload('invoices', INVOICES, CONFIRMED);
    expect((await rows()).customers.map(({ archived }) => archived)).toEqual([false, false]);
    expect((await rows()).invoices.map(({ status }) => status)).toEqual(['AUTHORISED', 'AUTHORISED', 'PAID']);
  });

  test('each wrong value is told with its line, its column and what is wrong with it, all at once', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    const file = [
      'Number,Customer number,Date,Due,Currency,Total,Amount due',
      ',C1,2026-01-05,,NZD,1,1',
      'I2,C9,2026-02-30,,NZD,1,1',
      'I3,C1,5/1/2026,yesterday,NZD,1,1',
      'I4,C1,2026-01-05,,NZX,1,1',
      'I5,C1,2026-01-05,,NZD,1.005,1',
      'I6,C1,2026-01-05,,NZD,"1,000.00",5',
      'I7,C1,2026-01-05,,NZD,100.00,-5',
      'I8,C1,2026-01-05,,NZD,100.00,200.00',
      'I9,C1,2026-01-05,,NZD,ten,',
      'I9,C1,2026-01-05,,NZD,10',
      'I2,C1,2026-01-05,,NZD,10,10',
    ].join('\r\n');
    const told = await problemsOf('invoices', file);
    expect(told.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'Number', ''],
      [3, 'Customer number', 'C9'],
      [3, 'Date', '2026-02-30'],
      [4, 'Date', '5/1/2026'],
      [4, 'Due', 'yesterday'],
      [5, 'Currency', 'NZX'],
      [6, 'Total', '1.005'],
      [7, 'Total', '1,000.00'],
      [8, 'Amount due', '-5'],
      [9, 'Total', '100.00'],
      [10, 'Total', 'ten'],
      [10, 'Amount due', ''],
      [11, null, null],
      [12, 'Number', 'I2'],
    ]);
    expect(told.every(({ message }) => /^[A-Z].*\.$/.test(message))).toBe(true);
    expect((await rows()).invoices).toEqual([]);
  });

  test('dates and amounts are read the way a person named, and no other', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    const file =
      'Number,Customer number,Date,Currency,Total,Paid\nI1,C1,3/4/2026,EUR,"1.234,50","1.000,00"\n';
    expect(await problemsOf('invoices', file)).toHaveLength(3);
    expect(
      await problemsOf('invoices', file, { dateFormat: 'MM/DD/YYYY', amountFormat: '1,234.50' }),
    ).toHaveLength(2);
    const named = { dateFormat: 'DD/MM/YYYY', amountFormat: '1.234,50', ...CONFIRMED };
    expect(await firm.upload('invoices', file, named)).toMatchObject({ stored: true });
    const issued = await portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('invoices').select(['issued_on', 'amount_due']).executeTakeFirst(),
    );
    expect(issued).toEqual({ issued_on: '2026-04-03', amount_due: '234.50' });
  });

  test.each([
    ['with a byte order mark and semicolons', '\ufeffNumber;Name\r\nC1;Müller\r\n'],
    ['with tabs', 'Name\tAccount no\nMüller\tC1\n'],
    ['with quotes, blanks and a line break inside', 'Name , "Number"\n"Müller" , "C1"\n\n,\n'],
    ['with old line ends', 'Number,Name\rC1,Müller\r'],
  ])('a file %s is understood', async (_, file) => {
    expect(await firm.upload('customers', file, CONFIRMED)).toMatchObject({ stored: true, lines: 1 });
    expect((await rows()).customers).toMatchObject([{ xero_contact_id: 'csv:C1', name: 'Müller' }]);
  });

  test('a file that is not UTF-8 is refused line by line, with what to do', async () => {
    const windows = new Uint8Array(Buffer.from('Number,Name\nC1,Ana\nC2,M\xfcller\n', 'latin1'));
    const told = await problemsOf('customers', windows);
    expect(told).toEqual([
      { line: 3, column: null, value: 'C2,Müller', message: expect.stringContaining('CSV UTF-8') },
    ]);
    const utf16 = new Uint8Array(Buffer.from('\ufeffNumber,Name\nC1,Ana\n', 'utf16le'));
    expect((await problemsOf('customers', utf16))[0]?.message).toContain('CSV UTF-8');
  });

  test.each([
    ['', /empty/],
    ['Number,Name\n', /nothing below/],
    ['Name,Email\nAna,a@example.com\n', /number/],
    ['Number,Name,Customer name\nC1,Ana,Ana\n', /both look like/],
    ['Number,Name\nC1,"Ana\nC2,Bo\n', /quotation mark/],
    ['Number,Name\nC1,Ana\u0007\n', /cannot be shown/],
    [`Number,Name\nC1,${'a'.repeat(256)}\n`, /255/],
    ['Number,Name,Email\nC1,Ana,ana(at)example.com\n', /email/],
    ['Number,Name\nC1,Ana\nC1,Bo\n', /Line 2 has this number/],
  ])('%j is refused in words', async (file, words) => {
    expect((await problemsOf('customers', file)).map(({ message }) => message).join(' ')).toMatch(words);
    expect((await rows()).customers).toEqual([]);
  });

  test('a name of 255 emoji is a name', async () => {
    const name = '🦄'.repeat(255);
    await firm.upload('customers', `Number,Name\nC1,${name}\n`, CONFIRMED);
    expect((await rows()).customers).toMatchObject([{ name }]);
  });

  test('a customer is found by number, else by email or name, and never guessed among several', async () => {
    await firm.upload('customers', `${CUSTOMERS}C3,Bo & Co,other@example.com\n`, CONFIRMED);
    const file =
      'Number,Customer,Email,Date,Currency,Total,Paid\nI1,ana ltd,,2026-01-05,NZD,1,0\nI2,,BO@example.com,2026-01-05,NZD,1,0\nI3,Bo & Co,,2026-01-05,NZD,1,0\nI4,,,2026-01-05,NZD,1,0\n';
    expect((await problemsOf('invoices', file)).map(({ line, message }) => [line, message])).toEqual([
      [4, expect.stringContaining('2 customers')],
      [5, expect.stringContaining('missing')],
    ]);
  });

  test('a file without a currency column takes the one that is named, and none without', async () => {
    await firm.upload('customers', CUSTOMERS, CONFIRMED);
    const file = 'Number,Customer number,Date,Total,Paid\nI1,C1,2026-01-05,100,0\n';
    expect((await problemsOf('invoices', file))[0]?.message).toContain('currency');
    expect(await firm.upload('invoices', file, { currency: 'jpy', ...CONFIRMED })).toMatchObject({
      stored: true,
    });
    expect((await firm.send('invoices', file, { currency: 'XXZ' })).status).toBe(400);
  });

  test('nothing at all is stored when line 99,999 is wrong, and the line is told', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `C${index},Customer ${index}`);
    lines[99_997] = 'C99997,';
    const file = `Number,Name\n${lines.join('\n')}\n`;
    const report = await firm.upload('customers', file, CONFIRMED);
    expect(report).toMatchObject({ ok: false, lines: 100_000, problemCount: 1 });
    expect(report.problems).toMatchObject([{ line: 99_999, column: 'Name' }]);
    expect((await rows()).customers).toEqual([]);
  }, 60_000);

  test('a file of too many lines or bytes is refused', async () => {
    const lines = `Number,Name\n${'C,\n'.repeat(100_001)}`;
    const report = await firm.upload('customers', lines);
    expect(report.problems.some(({ message }) => message.includes('100,000'))).toBe(true);
    expect(report.problems.length).toBeLessThanOrEqual(500);
    expect(report.problemCount).toBeGreaterThan(100_000);
    const answer = await firm.send('customers', new Uint8Array(20 * 1024 * 1024 + 1));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('20 MB') });
  }, 60_000);

  test('an upload is in the audit with its person and its counts; one that stores nothing is not', async () => {
    await firm.upload('customers', CUSTOMERS);
    await firm.upload('customers', CUSTOMERS, { ...CONFIRMED, fileName: 'march.csv' });
    expect((await rows()).audit).toEqual([
      {
        action: 'upload.stored',
        actor_id: firm.owner.userId,
        details: expect.objectContaining({ kind: 'customers', fileName: 'march.csv', lines: 2, created: 2 }),
      },
    ]);
  });

  test('only staff, owners and admins upload, and only where the books are not in Xero', async () => {
    expect((await firm.send('customers', CUSTOMERS, {}, firm.staff.cookie)).status).toBe(200);
    const viewer = await addTestUser(portal.services, { firmId: firm.firmId, role: 'viewer' });
    expect((await firm.send('customers', CUSTOMERS, CONFIRMED, viewer.cookie)).status).toBe(403);
    expect((await firm.send('customers', CUSTOMERS, CONFIRMED, '')).status).toBe(401);
    const other = await addCsvFirm(portal);
    expect((await firm.send('customers', CUSTOMERS, CONFIRMED, other.owner.cookie)).status).toBe(404);
    await portal.services.store.firm(firm.firmId, (query) =>
      query.updateTable('integrations').set({ platform: 'xero' }).execute(),
    );
    const answer = await firm.send('customers', CUSTOMERS, CONFIRMED);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'not_possible_now' });
    expect((await rows()).customers).toEqual([]);
  });

  test('a CSV-fed firm has no second integration and no sign-in at Xero without a conversion', async () => {
    const second = await portal.request('POST', `/api/firms/${firm.firmId}/integrations`, {
      cookie: firm.staff.cookie,
      body: { platform: 'xero' },
    });
    expect(await second.json()).toMatchObject({ code: 'already_exists' });
    const started = await portal.request('POST', `/api/integrations/${firm.integrationId}/authorization`, {
      cookie: firm.owner.cookie,
    });
    expect(await started.json()).toMatchObject({ code: 'not_possible_now' });
  });
});
