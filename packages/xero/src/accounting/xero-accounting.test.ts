import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createMemoryLimiter } from '../limits/memory.ts';
import { type Handler, json, serve } from '../testing/http-server.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import type { CallRecord } from './call.ts';
import { createXeroAccounting } from './xero-accounting.ts';

const TENANT = '70784a63-d24b-46a9-a4db-0e70a274b056';
const ID = 'd4e6f0a8-0000-4000-8000-000000000001';

// Written as text: these are the bytes on the wire, with the digits as Xero sends them.
const INVOICE = `{"Type":"ACCREC","InvoiceID":"${ID.toUpperCase()}","InvoiceNumber":"INV-1","Reference":"","Status":"PAID",
 "Contact":{"ContactID":"${ID}","Name":"Bob\\u0000 & Co"},"CurrencyCode":"KWD","SubTotal":1E+3,"TotalTax":0.100,"Total":1000.100,
 "AmountDue":-0,"AmountPaid":12345678901234567.89,"AmountCredited":1.5,"Date":"/Date(1539993600000+0000)/",
 "DateString":"2018-10-20T00:00:00","DueDate":"/Date(1540598400000+0000)/","FullyPaidOnDate":"/Date(1540598400000+0000)/",
 "SentToContact":true,"HasAttachments":false,"UpdatedDateUTC":"/Date(1541176290160+0000)/",
 "LineItems":[{"LineItemID":"${ID}","Description":"Work","Quantity":1.0000,"UnitAmount":0.1234,"LineAmount":0.12,"TaxAmount":0,"DiscountRate":12.5,"AccountCode":"200","Item":{}}],
 "Payments":[{"PaymentID":"${ID}","Date":"/Date(1540598400000+0000)/","Amount":5.00,"CurrencyRate":1.0}],
 "CreditNotes":[{"CreditNoteID":"${ID}","CreditNoteNumber":"CN-1","AppliedAmount":1.5,"Date":"/Date(1540598400000+0000)/"}],
 "Prepayments":[],"Overpayments":[{"OverpaymentID":"${ID}","AppliedAmount":2}],"SomethingNew":{"deep":[1]}}`;

const envelope = (name: string, rows: string[], pagination = '') =>
  `{"Status":"OK",${pagination}"${name}":[${rows.join(',')}]}`;
const contact = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    ContactID: ID,
    ContactStatus: 'ACTIVE',
    Name: 'Alice',
    UpdatedDateUTC: '/Date(1541176290160+0000)/',
    Phones: [
      { PhoneType: 'MOBILE', PhoneNumber: '1' },
      { PhoneType: 'DEFAULT', PhoneAreaCode: '02', PhoneNumber: '22' },
    ],
    ...changes,
  });

async function reader(handler: Handler, options: { timeoutMs?: number } = {}) {
  const seen: IncomingMessage[] = [];
  const addresses = await serve((request, response, body) => {
    seen.push(request);
    handler(request, response, body);
  });
  const clock = createVirtualClock();
  const calls: CallRecord[] = [];
  const rejected: string[] = [];
  const xero = createXeroAccounting({
    addresses,
    tenantId: TENANT,
    tokens: {
      current: async () => 'token-1',
      renewed: async (old) => {
        rejected.push(old);
        return 'token-2';
      },
    },
    limiter: createMemoryLimiter({ clock }),
    clock,
    onCall: (call) => calls.push(call),
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
  });
  return { xero, clock, calls, seen, rejected };
}

async function collect<T>(pages: AsyncGenerator<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

describe('what is read', () => {
  test('an invoice with every digit, dates in no zone, lines, payments and credits', async () => {
    const { xero, seen } = await reader((_request, response) =>
      json(response, envelope('Invoices', [INVOICE])),
    );
    expect(await xero.invoice(ID)).toEqual({
      currencyRate: '1',
      brandingThemeId: null,
      invoiceId: ID,
      invoiceNumber: 'INV-1',
      reference: null,
      status: 'PAID',
      contactId: ID,
      contactName: 'Bob & Co',
      currencyCode: 'KWD',
      subTotal: '1000',
      totalTax: '0.100',
      total: '1000.100',
      amountDue: '0',
      amountPaid: '12345678901234567.89',
      amountCredited: '1.5',
      issuedOn: '2018-10-20',
      dueOn: '2018-10-27',
      fullyPaidOn: '2018-10-27',
      expectedPaymentOn: null,
      sentToContact: true,
      hasAttachments: false,
      updatedAt: new Date('2018-11-02T16:31:30.160Z'),
      lines: [
        {
          lineItemId: ID,
          description: 'Work',
          itemCode: null,
          quantity: '1.0000',
          unitAmount: '0.1234',
          taxAmount: '0',
          lineAmount: '0.12',
          discountRate: '12.5',
          accountCode: '200',
        },
      ],
      payments: [{ paymentId: ID, date: '2018-10-27', amount: '5.00', reference: null }],
      credits: [
        { kind: 'credit_note', id: ID, number: 'CN-1', appliedAmount: '1.5', date: '2018-10-27' },
        { kind: 'overpayment', id: ID, number: null, appliedAmount: '2', date: null },
      ],
    });
    expect(seen[0]?.url).toBe(`/api.xro/2.0/Invoices/${ID}?unitdp=4`);
  });

  test('invoices as sales invoices in the order of change, since a second before the watermark', async () => {
    const { xero, seen } = await reader((_request, response) =>
      json(response, envelope('Invoices', [INVOICE])),
    );
    const pages = await collect(xero.readInvoices({ since: new Date('2018-11-01T00:00:00.500Z') }));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.watermark).toEqual(new Date('2018-11-02T16:31:30.160Z'));
    const url = new URL(seen[0]?.url ?? '', 'http://x');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      where: 'Type=="ACCREC"',
      unitdp: '4',
      order: 'UpdatedDateUTC ASC',
      page: '1',
      pageSize: '1000',
    });
    expect(seen[0]?.headers).toMatchObject({
      accept: 'application/json',
      'accept-encoding': 'gzip',
      authorization: 'Bearer token-1',
      'xero-tenant-id': TENANT,
      'if-modified-since': '2018-10-31T23:59:59',
    });
  });

  test('contacts with the archived ones, and everything when nothing was read before', async () => {
    const { xero, seen } = await reader((_request, response) =>
      json(response, envelope('Contacts', [contact({ ContactStatus: 'SOMETHING-NEW', EmailAddress: '' })])),
    );
    const [page] = await collect(xero.readContacts({ since: null }));
    expect(page?.records[0]).toMatchObject({ status: 'SOMETHING-NEW', emailAddress: null, phone: '02 22' });
    expect(seen[0]?.url).toContain('includeArchived=true');
    expect(seen[0]?.headers['if-modified-since']).toBeUndefined();
  });

  test('all rows also where the page size is not taken notice of', async () => {
    const all = Array.from({ length: 250 }, (_, index) =>
      contact({
        ContactID: ID.replace(/...$/, String(index).padStart(3, '0')),
        UpdatedDateUTC: `/Date(${1541176290000 + index * 5000}+0000)/`,
      }),
    );
    const { xero, seen } = await reader((request, response) => {
      const since = request.headers['if-modified-since'];
      const first = since ? (Date.parse(`${since}Z`) - 1541176290000) / 5000 : 0;
      const rows = all.slice(Math.max(0, Math.ceil(first))).slice(0, 100);
      json(response, envelope('Contacts', rows));
    });
    const pages = await collect(xero.readContacts({ since: null }));
    expect(pages.flatMap(({ records }) => records)).toHaveLength(250);
    expect(seen).toHaveLength(3);
  });

  test('fewer calls where Xero counts the rows itself', async () => {
    const pagination = '"pagination":{"page":1,"pageSize":100,"pageCount":1,"itemCount":100},';
    const rows = Array.from({ length: 100 }, (_, index) =>
      contact({ ContactID: ID.replace(/...$/, String(index).padStart(3, '0')) }),
    );
    const { xero, seen } = await reader((_request, response) =>
      json(response, envelope('Contacts', rows, pagination)),
    );
    expect((await collect(xero.readContacts({ since: null })))[0]?.records).toHaveLength(100);
    expect(seen).toHaveLength(1);
  });

  test('a malformed record is set aside with its text, and the rest of the page goes on', async () => {
    const bad = contact({ ContactID: 'no-guid', Balances: { Outstanding: 1.5 } });
    const bill = INVOICE.replace('ACCREC', 'ACCPAY');
    const { xero } = await reader((request, response) => {
      const body = request.url?.includes('Contacts')
        ? envelope('Contacts', [bad, contact(), '7'])
        : envelope('Invoices', [bill]);
      json(response, body);
    });
    const [page] = await collect(xero.readContacts({ since: null }));
    expect(page?.records).toHaveLength(1);
    expect(page?.setAside).toEqual([
      { id: 'no-guid', reason: 'ContactID is not an id.', raw: bad },
      { id: null, reason: 'A row of Contacts is not an object.', raw: '7' },
    ]);
    const [bills] = await collect(xero.readInvoices({ since: null }));
    expect(bills?.setAside[0]).toMatchObject({ reason: expect.stringContaining('no sales invoice') });
    expect(bills?.setAside[0]?.raw).toContain('"TotalTax":0.100');
  });

  test('half a surrogate pair or a NUL, which no database stores, never leaves the client', async () => {
    const id = ID.toUpperCase();
    const rows = [
      contact({ ContactID: id, Name: 'Smile \ud83d \0:)' }),
      contact({ ContactID: `${id}\ud83d\0`, Name: 'Bad \ud83d\0' }),
    ];
    const { xero } = await reader((_request, response) => json(response, envelope('Contacts', rows)));
    const [page] = await collect(xero.readContacts({ since: null }));
    expect(page?.records[0]).toMatchObject({ contactId: ID, name: 'Smile \ufffd :)' });
    expect(page?.setAside[0]).toMatchObject({ id: `${ID}\ufffd`, reason: 'ContactID is not an id.' });
    for (const text of Object.values(page?.setAside[0] ?? {})) {
      expect(text).not.toContain('\0');
      expect(text?.isWellFormed()).toBe(true);
    }
  });

  test('figures that do not add up are taken as they are', async () => {
    const odd = INVOICE.replace('"Total":1000.100', '"Total":7');
    const { xero } = await reader((_request, response) => json(response, envelope('Invoices', [odd])));
    expect((await xero.invoice(ID)).total).toBe('7');
  });

  test("the organisation with its zone's IANA name", async () => {
    let zone = 'NEWZEALANDSTANDARDTIME';
    const { xero } = await reader((_request, response) => {
      const fields = {
        OrganisationID: ID,
        Name: 'Demo',
        BaseCurrency: 'NZD',
        CountryCode: 'NZ',
        Timezone: zone,
      };
      const locks = { PeriodLockDate: '/Date(1539993600000+0000)/', IsDemoCompany: true, Class: 'BRAND-NEW' };
      json(response, { Organisations: [{ ...fields, ...locks }] });
    });
    expect(await xero.organisation()).toMatchObject({
      organisationId: ID,
      timeZone: 'Pacific/Auckland',
      timeZoneKnown: true,
      periodLockDate: '2018-10-20',
      endOfYearLockDate: null,
      isDemoCompany: true,
      class: 'BRAND-NEW',
    });
    zone = 'MOONSTANDARDTIME';
    expect(await xero.organisation()).toMatchObject({ timeZone: 'UTC', timeZoneKnown: false });
  });

  test('accounts in one call, and nothing new as nothing new', async () => {
    const rows = ['2', '1'].map((ms, index) => ({
      AccountID: ID.replace(/.$/, String(index)),
      Name: 'Bank',
      Type: 'BANK',
      Status: 'ACTIVE',
      UpdatedDateUTC: `/Date(${ms}000+0000)/`,
    }));
    let status = 200;
    const { xero, seen } = await reader((_request, response) => {
      if (status === 304) response.writeHead(304).end();
      else json(response, { Accounts: rows });
    });
    const page = await xero.accounts();
    expect(page.records).toHaveLength(2);
    expect(page.watermark).toEqual(new Date(2000));
    status = 304;
    expect(await xero.accounts(page.watermark)).toEqual({ records: [], setAside: [], watermark: null });
    expect(seen[1]?.headers['if-modified-since']).toBe('1970-01-01T00:00:01');
  });

  test('a PDF as its bytes, and only a PDF', async () => {
    let bytes = '%PDF-1.4 x';
    const { xero, seen } = await reader((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes);
    });
    expect(Buffer.from(await xero.invoicePdf(ID)).toString()).toBe('%PDF-1.4 x');
    expect(seen[0]?.headers.accept).toBe('application/pdf');
    bytes = '<xml/>';
    await expect(xero.invoicePdf(ID)).rejects.toMatchObject({ kind: 'unexpected' });
  });
});

describe('what a call costs', () => {
  test('is counted in bytes on the wire, with what Xero says is left', async () => {
    const body = gzipSync(envelope('Invoices', Array(200).fill(INVOICE)));
    const { xero, calls } = await reader((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'X-DayLimit-Remaining': '4998',
        'X-MinLimit-Remaining': '58',
        'X-AppMinLimit-Remaining': '9988',
      });
      response.end(body);
    });
    await xero.invoice(ID);
    expect(calls).toEqual([
      {
        method: 'GET',
        waitedMs: 0,
        resource: 'Invoices/{id}',
        status: 200,
        bytes: body.length,
        milliseconds: 0,
        callsLeft: { minute: 58, day: 4998, app: 9988 },
        attempt: 1,
        error: null,
      },
    ]);
  });
});

describe('when a call fails', () => {
  const answers: {
    name: string;
    status: number;
    headers?: Record<string, string>;
    body?: string;
    expected: object;
    calls: number;
  }[] = [
    {
      name: 'a validation refusal',
      status: 400,
      body: '{"ErrorNumber":10,"Message":"A validation exception occurred","Elements":[{"ValidationErrors":[{"Message":"Too odd."},{"Description":"Too long."}]}]}',
      headers: { 'xero-correlation-id': 'c-1' },
      expected: {
        kind: 'rejected',
        status: 400,
        message: expect.stringContaining('Too odd. Too long.'),
        correlationId: 'c-1',
        canPass: false,
      },
      calls: 1,
    },
    {
      name: 'a missing permission',
      status: 401,
      body: '{"Title":"Unauthorized","Detail":"AuthorizationUnsuccessful"}',
      expected: { kind: 'missing_scope' },
      calls: 1,
    },
    {
      name: 'a missing permission, told in the header',
      status: 401,
      headers: { 'www-authenticate': 'insufficent_scope' },
      expected: { kind: 'missing_scope' },
      calls: 1,
    },
    {
      name: 'a token refused twice',
      status: 401,
      body: '{"Detail":"TokenExpired: token expired at 02/20/2025 08:32:50"}',
      expected: { kind: 'unauthorized' },
      calls: 2,
    },
    {
      name: 'a disconnected organisation',
      status: 403,
      body: '{"Detail":"AuthenticationUnsuccessful"}',
      headers: { 'x-correlation-id': 'c-2' },
      expected: { kind: 'organisation_unreachable', correlationId: 'c-2' },
      calls: 1,
    },
    {
      name: 'an unknown record',
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: "The resource you're looking for cannot be found",
      expected: { kind: 'not_found' },
      calls: 1,
    },
    {
      name: 'an organisation that is offline',
      status: 503,
      body: 'The Organisation is offline',
      expected: { kind: 'unavailable', canPass: true, message: expect.stringContaining('offline') },
      calls: 3,
    },
    {
      name: 'an error page',
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: '<html><body>Oops</body></html>',
      expected: { kind: 'unavailable', message: expect.not.stringContaining('<') },
      calls: 3,
    },
    {
      name: 'a web page that says OK',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html>',
      expected: { kind: 'unavailable' },
      calls: 3,
    },
    {
      name: 'data that ends in the middle',
      status: 200,
      body: '{"Invoices":[{"Inv',
      expected: { kind: 'unavailable' },
      calls: 3,
    },
    {
      name: 'data without what was asked for',
      status: 200,
      body: '{"Contacts":[]}',
      expected: { kind: 'unexpected', canPass: false },
      calls: 1,
    },
    {
      name: 'an empty list in place of the record',
      status: 200,
      body: '{"Invoices":[]}',
      expected: { kind: 'unexpected' },
      calls: 1,
    },
    {
      name: 'a redirect',
      status: 302,
      headers: { location: 'https://evil.example' },
      expected: { kind: 'unexpected' },
      calls: 1,
    },
    {
      name: 'a broken gzip',
      status: 200,
      headers: { 'content-encoding': 'gzip' },
      body: 'not gzip',
      expected: { kind: 'unavailable' },
      calls: 3,
    },
    {
      name: 'the limit of the day',
      status: 429,
      headers: { 'x-rate-limit-problem': 'day', 'retry-after': '40000' },
      expected: { kind: 'rate_limited', limit: 'day', retryAfterSeconds: 40000 },
      calls: 1,
    },
    {
      name: 'a limit with an unknown name',
      status: 429,
      headers: { 'x-rate-limit-problem': 'brand-new' },
      expected: { kind: 'rate_limited', limit: 'appminute' },
      calls: 3,
    },
  ];

  test.each(answers)(
    '$name ends as it should after $calls call(s)',
    async ({ status, headers, body, expected, calls: count }) => {
      const { xero, clock, calls } = await reader((_request, response) => {
        response.writeHead(status, headers).end(body);
      });
      await expect(clock.run(xero.invoice(ID))).rejects.toMatchObject({ name: 'XeroError', ...expected });
      expect(calls).toHaveLength(count);
      expect(calls.at(-1)?.error).toEqual(expect.any(String));
      expect(JSON.stringify(calls)).not.toContain('token-');
    },
  );

  test('an expired token is renewed once and the call goes on', async () => {
    const { xero, seen, rejected } = await reader((request, response) => {
      if (request.headers.authorization === 'Bearer token-2') json(response, envelope('Invoices', [INVOICE]));
      else json(response, { Detail: 'TokenExpired: token expired at 02/20/2025 08:32:50' }, 401);
    });
    await xero.invoice(ID);
    expect(rejected).toEqual(['token-1']);
    expect(seen).toHaveLength(2);
  });

  test('a call over the minute limit waits as long as Xero asks', async () => {
    const { xero, clock, calls } = await reader((_request, response) => {
      if (calls.length > 0) json(response, envelope('Invoices', [INVOICE]));
      else response.writeHead(429, { 'x-rate-limit-problem': 'minute', 'retry-after': '31' }).end();
    });
    const startedAt = clock.now().getTime();
    await clock.run(xero.invoice(ID));
    expect(clock.now().getTime() - startedAt).toBeGreaterThanOrEqual(31_000);
    expect(calls.map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [200, 2],
    ]);
  });

  test('a connection that breaks in mid-answer is tried again', async () => {
    const { xero, clock, calls } = await reader((request, response) => {
      if (calls.length > 0) return json(response, envelope('Invoices', [INVOICE]));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"Invoices":', () => request.socket.destroy());
    });
    expect((await clock.run(xero.invoice(ID))).invoiceId).toBe(ID);
    expect(calls[0]).toMatchObject({ status: null, error: expect.stringContaining('connection') });
  });

  test('a server that never ends its answer is given up in time', async () => {
    const { xero, clock, calls } = await reader(
      (_request, response) => void response.writeHead(200).write('{'),
      {
        timeoutMs: 100,
      },
    );
    await expect(clock.run(xero.invoice(ID))).rejects.toMatchObject({ kind: 'unavailable', canPass: true });
    expect(calls).toHaveLength(3);
  });

  test('an aborted read stops at once with its own reason, on the wire and while it waits', async () => {
    const stop = new AbortController();
    const { xero } = await reader(() => stop.abort(new Error('enough')));
    await expect(xero.invoice(ID, stop.signal)).rejects.toThrow('enough');

    const pause = new AbortController();
    const { xero: other } = await reader((_request, response) => {
      response.writeHead(503).end();
      setImmediate(() => pause.abort(new Error('later')));
    });
    await expect(collect(other.readInvoices({ since: null, signal: pause.signal }))).rejects.toThrow('later');
  });
});
