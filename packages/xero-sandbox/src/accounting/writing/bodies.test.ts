import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoice, LINE } from './test-bodies.ts';
import { elements, startWriter, type Writer } from './test-writer.ts';

describe('What the API makes of a body', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  it('answers 400 with ErrorNumber 14 to what is no JSON, and 17 to nothing', async () => {
    for (const body of [
      '',
      '{',
      '<Invoice/>',
      'null',
      '5',
      '"x"',
      '[5]',
      '{"Invoices":[null]}',
      '[[]]',
      '{"Invoices":{}}',
    ]) {
      const answered = await writer.send('PUT', 'Invoices', body);
      expect([answered.status, answered.body], body).toMatchObject([
        400,
        { ErrorNumber: 14, Type: 'PostDataInvalidException' },
      ]);
    }
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    expect((await writer.send('PUT', 'Invoices', bytes)).body).toMatchObject({ ErrorNumber: 14 });
    expect((await writer.send('PUT', 'Invoices', '['.repeat(100_000))).body).toMatchObject({
      ErrorNumber: 14,
    });
    const deep = `{"Contact":${'{"Contact":'.repeat(5000)}{}${'}'.repeat(5001)}`;
    expect((await writer.send('PUT', 'Invoices', deep)).body).toMatchObject({ ErrorNumber: 14 });
    for (const body of ['{}', '[]', '{"Invoices":[]}', '[{}]']) {
      expect((await writer.send('POST', 'Invoices', body)).body, body).toMatchObject({
        ErrorNumber: 17,
        Type: 'NoDataProcessedException',
      });
    }
  });

  it('answers 400 to a value of the wrong type, an unknown enum and a bad id, and saves nothing', async () => {
    const before = writer.sandbox.books('Books').truth();
    for (const more of [
      { Type: 'QUOTE' },
      { Status: 'OPEN' },
      { Date: '2026-02-30' },
      { Date: 'yesterday' },
      { DueDate: { day: 1 } },
      { InvoiceID: 'INV-1' },
      { Contact: 'Customer' },
      { Contact: { ContactID: 'x' } },
      { LineItems: {} },
      { LineItems: ['x'] },
      { LineItems: [{ ...LINE, Quantity: 'two' }] },
      { LineItems: [{ ...LINE, UnitAmount: true }] },
      { LineItems: [{ ...LINE, UnitAmount: 1e30 }] },
      { LineItems: [{ ...LINE, UnitAmount: '1e99999' }] },
      { LineItems: [{ ...LINE, LineItemID: 5 }] },
      { SentToContact: 'perhaps' },
      { CurrencyRate: [] },
      { Reference: {} },
    ]) {
      for (const query of ['', '?summarizeErrors=false']) {
        const answered = await writer.send('POST', `Invoices${query}`, [invoice(), invoice(more)]);
        expect([answered.status, answered.body], JSON.stringify(more)).toMatchObject([
          400,
          { ErrorNumber: 14 },
        ]);
      }
    }
    expect(writer.sandbox.books('Books').truth()).toEqual(before);
  });

  it('is not taken in by names that every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(await writer.refused('PUT', 'Invoices', invoice({ CurrencyCode: name }))).toHaveLength(1);
      const account = { Code: 'P1', Name: 'P1', Type: name };
      expect(await writer.refused('PUT', 'Accounts', account)).toHaveLength(1);
      expect(await writer.refused('PUT', 'Currencies', { Code: name })).toHaveLength(1);
    }
  });

  it('reads dates as plain dates, ISO times and Xero’s own form; an offset moves the day', async () => {
    const days = {
      '2026-06-01': '2026-06-01',
      '2026-06-01T00:00:00': '2026-06-01',
      '2026-06-01T23:30:00-02:00': '2026-06-02',
      '2026-06-01T08:00:00+12:00': '2026-05-31',
      [`/Date(${Date.UTC(2026, 5, 1)}+0000)/`]: '2026-06-01',
    };
    for (const [sent, day] of Object.entries(days)) {
      const made = await writer.made('PUT', 'Invoices', invoice({ Date: sent }));
      expect(made.DateString, sent).toBe(`${day}T00:00:00`);
    }
  });

  it('takes numbers as text, names in any letter case, null for nothing, and strange fields without a word', async () => {
    const line = { description: 'x', QUANTITY: '1', unitAmount: 10, accountCode: 200, Unknown: { a: 1 } };
    const made = await writer.made(
      'PUT',
      'Invoices',
      invoice({ LineItems: [line], Reference: null, __proto__x: 1, constructor: 'x' }),
    );
    expect(made).toMatchObject({ SubTotal: 10, Reference: '', LineItems: [{ Description: 'x' }] });
  });

  it('takes 50 elements at once unless the switch says otherwise, 500 items, and one account', async () => {
    const { switches } = writer.sandbox;
    const contacts = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => ({ Name: `${name} ${index}` }));
    expect((await writer.send('PUT', 'Contacts', contacts(51, 'Too many'))).status).toBe(400);
    expect(elements(await writer.send('PUT', 'Contacts', contacts(50, 'Just right')))).toHaveLength(50);
    switches.mostElements = null;
    expect(elements(await writer.send('PUT', 'Contacts', contacts(60, 'More')))).toHaveLength(60);
    switches.mostElements = 50;
    const items = Array.from({ length: 501 }, (_, index) => ({ Code: `I${index}` }));
    expect((await writer.send('PUT', 'Items', items)).status).toBe(400);
    expect(elements(await writer.send('PUT', 'Items', items.slice(1)))).toHaveLength(500);
    const accounts = ['A1', 'A2'].map((Code) => ({ Code, Name: Code, Type: 'EXPENSE' }));
    expect((await writer.send('PUT', 'Accounts', { Accounts: accounts })).status).toBe(400);
  });

  it('refuses a body of more than 10 MB', async () => {
    const reference = 'x'.repeat(10 * 1024 * 1024);
    expect((await writer.send('PUT', 'Invoices', invoice({ Reference: reference }))).body).toMatchObject({
      ErrorNumber: 14,
    });
  });

  it('28: a write needs a scope that writes', async () => {
    const reader = await startWriter({}, 'openid accounting.invoices.read accounting.contacts');
    const answered = await reader.send('PUT', 'Invoices', invoice());
    expect([answered.status, answered.body]).toMatchObject([401, { Detail: 'AuthorizationUnsuccessful' }]);
    expect((await reader.send('GET', 'Invoices')).status).toBe(200);
    expect((await reader.send('PUT', 'Contacts', { Name: 'x' })).status).toBe(200);
    await reader.sandbox.close();
  });

  it('31: what can only be read answers 501 to a write', async () => {
    for (const path of ['Organisation', 'Users', 'BrandingThemes', 'RepeatingInvoices']) {
      for (const method of ['PUT', 'POST', 'DELETE']) {
        const answered = await writer.send(method, path, {});
        expect([answered.status, answered.body], `${method} ${path}`).toMatchObject([
          501,
          { ErrorNumber: 20 },
        ]);
      }
    }
    expect((await writer.send('DELETE', 'Invoices')).status).toBe(501);
  });

  it('answers in XML when the caller asks for it', async () => {
    const answered = await writer.send('PUT', 'Contacts', { Name: 'In XML' }, { accept: 'text/xml' });
    expect(answered.headers.get('content-type')).toContain('xml');
    expect(answered.text).toContain('<Name>In XML</Name>');
  });
});
