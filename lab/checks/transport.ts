import { formOf, refusalOf, shortened } from '../answer.ts';
import type { Theme } from '../check.ts';
import { isRow, rowsIn, text } from '../json.ts';
import { Skip } from '../skip.ts';
import { aSalesInvoice, holds } from './samples.ts';

const NOT_FOUND = "404 text/html: The resource you're looking for cannot be found";
const FORBIDDEN = '403: AuthenticationUnsuccessful';

/** Headers, forms, envelopes, and the refusals that come before any reading. */
export const transport: Theme = {
  title: 'Transport, envelope, access',
  needs: ['accounting.invoices', 'accounting.settings'],
  checks: [
    {
      id: 'get-with-body',
      about: 'A GET with the JSON body {}, as Xero’s Node SDK sends it',
      behaviours: [18],
      expected: '200',
      run: async (xero) =>
        String(
          (
            await xero.getExactly(
              'Organisation',
              { 'content-type': 'application/json', 'content-length': '2' },
              '{}',
            )
          ).status,
        ),
    },
    {
      id: 'no-accept',
      about: 'Without Accept the answer is XML',
      switch: 'defaultForm',
      behaviours: [19],
      expected: '200 text/xml',
      async run(xero) {
        const answer = await xero.getExactly('Organisation', { accept: undefined });
        return `${answer.status} ${formOf(answer)}`;
      },
    },
    {
      id: 'accept-json',
      about: 'Accept: application/json brings JSON',
      behaviours: [19],
      expected: '200 application/json',
      async run(xero) {
        const answer = await xero.get('Organisation');
        return `${answer.status} ${formOf(answer)}`;
      },
    },
    {
      id: 'accept-pdf',
      about: 'Accept: application/pdf brings the printed invoice',
      behaviours: [19],
      expected: 'application/pdf that begins with %PDF',
      async run(xero) {
        const answer = await xero.get(`Invoices/${text(await aSalesInvoice(xero), 'InvoiceID')}`, {
          accept: 'application/pdf',
        });
        return `${formOf(answer)} that begins with ${answer.text.slice(0, 4)}`;
      },
    },
    {
      id: 'pdf-path',
      about: 'A path that ends in /pdf is not there',
      behaviours: [30],
      expected: '404 with an empty body',
      async run(xero) {
        const { status, text: body } = await xero.get(
          `Invoices/${text(await aSalesInvoice(xero), 'InvoiceID')}/pdf`,
        );
        return `${status} with ${body === '' ? 'an empty' : 'a'} body`;
      },
    },
    {
      id: 'query-letter-case',
      about: 'Query names are read in any letter case',
      behaviours: [20],
      expected: 'page 1 of size 2',
      async run(xero) {
        const { body } = await xero.get('Invoices?PAGE=1&PageSIZE=2');
        const row = isRow(body) ? body : undefined;
        return `page ${text(row, 'pagination.page')} of size ${text(row, 'pagination.pageSize')}`;
      },
    },
    {
      id: 'plus-is-a-blank',
      about: 'In where, + and %20 are both blanks',
      behaviours: [20],
      expected: 'the same rows',
      async run(xero) {
        const ids = async (blank: string) =>
          (await xero.rows(`Invoices?page=1&pageSize=5&where=Type${blank}==${blank}"ACCREC"`))
            .map((row) => text(row, 'InvoiceID'))
            .join();
        return (await ids('+')) === (await ids('%20')) ? 'the same rows' : 'other rows';
      },
    },
    {
      id: 'envelope',
      about: 'Answers come in an envelope with id, status, provider and a time without offset',
      behaviours: [32],
      expected: 'as described',
      async run(xero) {
        const { body } = await xero.get('Invoices?page=1&pageSize=1');
        const row = isRow(body) ? body : undefined;
        return holds({
          'Id is a guid': /^[0-9a-f-]{36}$/i.test(text(row, 'Id')),
          'Status OK': text(row, 'Status') === 'OK',
          ProviderName: text(row, 'ProviderName') !== '',
          'DateTimeUTC as /Date(ms)/': /^\/Date\(\d+\)\/$/.test(text(row, 'DateTimeUTC')),
          'pagination in lower case': ['page', 'pageSize', 'pageCount', 'itemCount'].every((name) =>
            /^\d+$/.test(text(row, `pagination.${name}`)),
          ),
        });
      },
    },
    {
      id: 'one-is-a-list',
      about: 'One record comes in the same envelope as a list of one',
      behaviours: [32],
      expected: '1 row',
      run: async (xero) =>
        `${(await xero.rows(`Invoices/${text(await aSalesInvoice(xero), 'InvoiceID')}`)).length} row`,
    },
    {
      id: 'both-organisations',
      about: 'Organisation and Organisations both answer',
      behaviours: [72],
      expected: 'both',
      async run(xero) {
        const [one] = await xero.rows('Organisation');
        const [other] = await xero.rows('Organisations');
        return text(one, 'OrganisationID') === text(other, 'OrganisationID') ? 'both' : 'two different ones';
      },
    },
    {
      id: 'organisation-actions',
      about: 'Organisation/Actions says what the connected person may do',
      expected: 'ALLOWED or NOT-ALLOWED for each',
      async run(xero) {
        const rows = await xero.rows('Organisation/Actions');
        const right = rows.every(
          (row) => ['ALLOWED', 'NOT-ALLOWED'].includes(text(row, 'Status')) && text(row, 'Name') !== '',
        );
        return rows.length > 0 && right ? 'ALLOWED or NOT-ALLOWED for each' : 'something else';
      },
    },
    {
      id: 'unknown-record',
      about: 'A record that does not exist',
      behaviours: [30],
      expected: NOT_FOUND,
      async run(xero) {
        const answer = await xero.get(`Invoices/${xero.written.nobody}`);
        return `${answer.status} ${formOf(answer)}: ${shortened(answer.text)}`;
      },
    },
    {
      id: 'unknown-number',
      about: 'An invoice number that does not exist',
      behaviours: [30, 43],
      expected: NOT_FOUND,
      async run(xero) {
        const answer = await xero.get(`Invoices/${xero.written.mark}-none`);
        return `${answer.status} ${formOf(answer)}: ${shortened(answer.text)}`;
      },
    },
    {
      id: 'bad-token',
      about: 'A token that nobody issued',
      behaviours: [27],
      expected: '401: AuthenticationUnsuccessful',
      run: async (xero) => refusalOf(await xero.get('Organisation', { authorization: 'Bearer nonsense' })),
    },
    {
      id: 'expired-token',
      about: 'A token of half an hour ago',
      behaviours: [27],
      expected: '401 Unauthorized: TokenExpired with a date in the order month, day, year',
      last: true,
      async run(xero) {
        const authorization = `Bearer ${text(xero.session.tokens(), 'access_token')}`;
        await xero.session.refresh();
        await xero.pass(31 * 60_000);
        const { status, body } = await xero.get('Organisation', { authorization });
        const row = isRow(body) ? body : undefined;
        const detail = /^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/.test(
          text(row, 'Detail'),
        )
          ? 'TokenExpired with a date in the order month, day, year'
          : text(row, 'Detail');
        return `${status} ${text(row, 'Title')}: ${detail}`;
      },
    },
    {
      id: 'missing-scope',
      about: 'A resource that the token has no scope for',
      behaviours: [28],
      expected: '401: AuthorizationUnsuccessful; WWW-Authenticate names insufficent_scope',
      async run(xero) {
        const [path] =
          FOREIGN.find(([, scope]) => !xero.session.scopes.some((each) => each.startsWith(scope))) ?? [];
        if (path === undefined) throw new Skip('the token has every scope');
        const answer = await xero.get(path);
        const header = answer.headers.get('www-authenticate') ?? '';
        return `${refusalOf(answer)}; WWW-Authenticate ${/insuffici?ent_scope/.test(header) ? 'names insufficent_scope' : `is '${header}'`}`;
      },
    },
    {
      id: 'no-tenant',
      about: 'A call that names no organisation',
      behaviours: [29],
      expected: FORBIDDEN,
      async run(xero) {
        if (xero.session.kind === 'custom connection')
          throw new Skip('a custom connection needs to name none');
        return refusalOf(await xero.get('Organisation', { 'xero-tenant-id': undefined }));
      },
    },
    {
      id: 'unknown-tenant',
      about: 'A call that names an unknown organisation',
      behaviours: [29],
      expected: FORBIDDEN,
      run: async (xero) =>
        refusalOf(await xero.get('Organisation', { 'xero-tenant-id': xero.written.nobody })),
    },
    {
      id: 'connection-as-tenant',
      about: 'A call that names a connection’s id as the organisation',
      behaviours: [29],
      expected: FORBIDDEN,
      async run(xero) {
        const all = rowsIn((await xero.host('GET', '/connections')).body);
        const id = text(
          all.find((row) => text(row, 'tenantId') === xero.tenantId),
          'id',
        );
        return refusalOf(await xero.get('Organisation', { 'xero-tenant-id': id }));
      },
    },
  ],
};

/** Resources with scopes that the lab does not ask for. */
const FOREIGN: readonly (readonly [path: string, scope: string])[] = [
  ['BankTransactions?page=1&pageSize=1', 'accounting.banktransactions'],
  ['ManualJournals?page=1&pageSize=1', 'accounting.manualjournals'],
  ['Journals', 'accounting.journals'],
];
