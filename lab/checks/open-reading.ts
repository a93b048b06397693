import { errorKind, formOf, refusalOf, shortened } from '../answer.ts';
import type { Theme } from '../check.ts';
import { field, isRow, type Row, rowsIn, text } from '../json.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';
import { refusedMinute } from './limits.ts';
import { anInvoice, aSalesInvoice, contacts, newestInvoices, shapeOf, wireTime } from './samples.ts';

const TOMORROW_MS = 86_400_000;

/** What Xero's documentation leaves open about reading. */
export const openReading: Theme = {
  title: 'Open questions: reading and transport',
  needs: [],
  checks: [
    {
      id: 'since-own-second',
      about: 'If-Modified-Since with a row’s own UpdatedDateUTC',
      switch: 'modifiedSince',
      behaviours: [38],
      needs: ['accounting.invoices'],
      async run(xero) {
        const row = await anInvoice(xero);
        const at = wireTime(text(row, 'UpdatedDateUTC'));
        const sees = async (since: number) => {
          const path = `Invoices?IDs=${text(row, 'InvoiceID')}&page=1`;
          const rows = await xero.rows(path, { 'if-modified-since': new Date(since).toISOString() });
          return rows.length > 0 ? 'in' : 'out';
        };
        const second = at - (at % 1000);
        return `its second: ${await sees(second)}; its millisecond: ${await sees(at)}; the next second: ${await sees(second + 1000)}`;
      },
    },
    {
      id: 'since-nothing-newer',
      about: 'The answer when nothing is newer (is 304 ever sent)',
      switch: 'nothingNewer',
      behaviours: [38],
      needs: ['accounting.invoices'],
      async run(xero) {
        const since = new Date(xero.target.time.now() + TOMORROW_MS).toISOString();
        const answer = await xero.get('Invoices?page=1', { 'if-modified-since': since });
        return answer.status === 200
          ? `200 with ${(await xero.rows('Invoices?page=1', { 'if-modified-since': since })).length} rows`
          : `${answer.status} ${shortened(answer.text)}`;
      },
    },
    {
      id: 'since-unreadable',
      about: 'If-Modified-Since in a form that nobody documents',
      behaviours: [38],
      needs: ['accounting.invoices'],
      async run(xero) {
        const answer = await xero.get('Invoices?page=1&pageSize=1', { 'if-modified-since': 'last Tuesday' });
        return answer.status === 200
          ? `200, header ${(await xero.rows('Invoices?page=1&pageSize=1')).length > 0 ? 'ignored' : 'unknown'}`
          : refusalOf(answer);
      },
    },
    {
      id: 'updated-string-form',
      about: 'The exact form of UpdatedDateUTCString, digits as 9',
      behaviours: [33],
      needs: ['accounting.invoices'],
      run: async (xero) => shapeOf(text(await anInvoice(xero), 'UpdatedDateUTCString')) || 'missing',
    },
    {
      id: 'payments-unpaged',
      about: 'Whether Payments without a page are all of them',
      switch: 'unpagedPayments',
      behaviours: [35],
      needs: ['accounting.payments'],
      async run(xero) {
        const paged = await xero.get('Payments?page=1&pageSize=1');
        const count = Number(text(isRow(paged.body) ? paged.body : undefined, 'pagination.itemCount'));
        const all = (await xero.rows('Payments')).length;
        if (count <= 100) throw new Skip(`needs more than 100 payments, there are ${count}`);
        return all === count ? 'all of them' : all === 100 ? 'the first hundred' : 'another number';
      },
    },
    {
      id: 'accept-anything',
      about: 'The form of an answer to Accept: */*',
      behaviours: [19],
      needs: ['accounting.settings'],
      run: async (xero) => formOf(await xero.get('Organisation', { accept: '*/*' })),
    },
    {
      id: 'delete-a-list',
      about: 'DELETE on a resource that has none (405, or the 501 of a wrong verb)',
      behaviours: [31],
      writes: true,
      async run(xero) {
        const answer = await xero.send('DELETE', 'Organisation');
        return isRow(answer.body)
          ? errorKind(answer)
          : `${answer.status} ${formOf(answer)} ${shortened(answer.text)}`;
      },
    },
    {
      id: 'unknown-resource',
      about: 'The answer for a resource that does not exist',
      behaviours: [30],
      async run(xero) {
        const answer = await xero.get('Nonsense');
        return `${answer.status} ${formOf(answer)} ${shortened(answer.text)}`.trim();
      },
    },
    {
      id: 'where-unknown-field',
      about: 'A where clause that names an unknown field',
      behaviours: [41],
      needs: ['accounting.invoices'],
      async run(xero) {
        const answer = await xero.get('Invoices?page=1&where=Nonsense%3D%3D1');
        return `${errorKind(answer)}: ${text(isRow(answer.body) ? answer.body : undefined, 'Message')}`;
      },
    },
    {
      id: 'where-backslash',
      about: 'A quote escaped by a backslash in a where clause',
      behaviours: [41],
      needs: ['accounting.contacts'],
      run: async (xero) =>
        refusalOf(await xero.get(`Contacts?page=1&where=${encodeURIComponent('Name=="a\\"b"')}`)),
    },
    {
      id: 'page-zero',
      about: 'Page 0 and page -1 of a list',
      behaviours: [34],
      needs: ['accounting.contacts'],
      async run(xero) {
        const seen = async (page: string) => {
          const { body, status } = await xero.get(`Contacts?page=${page}&pageSize=1`);
          return status === 200
            ? `page ${text(isRow(body) ? body : undefined, 'pagination.page') || 'without pagination'}`
            : String(status);
        };
        return `0: ${await seen('0')}; -1: ${await seen('-1')}`;
      },
    },
    {
      id: 'online-invoice-draft',
      about: 'The online address of an invoice that was never approved',
      behaviours: [64],
      needs: ['accounting.invoices'],
      async run(xero) {
        const draft = await anInvoice(
          xero,
          'draft sales invoice',
          (row) => text(row, 'Type') === 'ACCREC' && text(row, 'Status') === 'DRAFT',
        );
        const answer = await xero.get(`Invoices/${text(draft, 'InvoiceID')}/OnlineInvoice`);
        return answer.status === 200 ? `200 ${shortened(answer.text, 40)}` : refusalOf(answer);
      },
    },
    {
      id: 'body-of-429',
      about: 'The body of a refusal for the minute’s limit',
      switch: 'tooManyRequestsBody',
      behaviours: [22],
      last: true,
      async run(xero) {
        const { text: body } = await refusedMinute(xero);
        return body === '' ? 'empty' : shortened(body);
      },
    },
    {
      id: 'minute-window',
      about: 'Whether the minute is a fixed window: seconds to wait after calls that came at once',
      switch: 'limitWindow',
      behaviours: [22],
      last: true,
      async run(xero) {
        const { headers } = await refusedMinute(xero);
        const seconds = Number(headers.get('retry-after') ?? Number.NaN);
        return Number.isNaN(seconds)
          ? 'no Retry-After'
          : seconds < 55
            ? 'fixed: less than a minute'
            : 'cannot be told: about a minute';
      },
    },
    {
      id: 'app-minute-name',
      about: 'What X-Rate-Limit-Problem says for the limit of the whole app',
      switch: 'appMinuteProblem',
      behaviours: [25],
      async run() {
        throw new Skip('would take 10,000 calls within a minute');
      },
    },
    {
      id: 'payment-webhooks',
      about: 'Whether a payment sends an INVOICE event',
      switch: 'paymentEvents',
      behaviours: [70],
      async run() {
        throw new Skip('the lab receives no webhooks');
      },
    },
    fieldsCheck('invoice', 'an invoice', 'accounting.invoices', newestInvoices),
    fieldsCheck('line', 'a line of an invoice', 'accounting.invoices', async (xero) =>
      (await newestInvoices(xero)).flatMap((row) => rowsIn(row.LineItems)),
    ),
    fieldsCheck('contact', 'a contact', 'accounting.contacts', contacts),
    fieldsCheck('payment', 'a payment', 'accounting.payments', (xero) => xero.rows('Payments?page=1')),
    fieldsCheck('credit-note', 'a credit note', 'accounting.invoices', (xero) =>
      xero.rows('CreditNotes?page=1'),
    ),
    fieldsCheck('account', 'an account', 'accounting.settings', (xero) => xero.rows('Accounts')),
    fieldsCheck('organisation', 'the organisation', 'accounting.settings', async (xero) => [
      xero.organisation,
    ]),
    fieldsCheck('tax-rate', 'a tax rate', 'accounting.settings', (xero) => xero.rows('TaxRates')),
    {
      id: 'headers',
      about: 'The headers of an answer, those of proxies and connections aside',
      behaviours: [21],
      needs: ['accounting.invoices'],
      async run(xero) {
        const { headers } = await xero.get(`Invoices/${text(await aSalesInvoice(xero), 'InvoiceID')}`);
        return [...headers.keys()]
          .filter((name) => !PASSING.has(name))
          .toSorted()
          .join(', ');
      },
    },
  ],
};

/** Headers that tell of the way and not of Xero. */
const PASSING = new Set([
  'connection',
  'keep-alive',
  'date',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'vary',
  'server',
  'set-cookie',
  'strict-transport-security',
  'via',
]);

/** All fields that a kind of record has among the first hundred: how the versions of the API differ, and from the sandbox. */
function fieldsCheck(id: string, of: string, scope: string, read: (xero: Xero) => Promise<Row[]>) {
  return {
    id: `fields-${id}`,
    about: `The fields of ${of}`,
    needs: [scope],
    async run(xero: Xero) {
      const rows = await read(xero);
      if (rows.length === 0) throw new Skip('there is no such record');
      const names = new Set(
        rows.flatMap((row) => Object.keys(row).filter((name) => field(row, name) !== undefined)),
      );
      return [...names].toSorted().join(', ');
    },
  };
}
