import { errorKind, refusalOf } from '../answer.ts';
import type { Check, Theme } from '../check.ts';
import { type Row, text } from '../json.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';
import { aContact, anInvoice, aSalesInvoice, wireTime } from './samples.ts';

const ROWS = 'found, and nothing else';

/** The filter language and the filters beside it. */
export const where: Theme = {
  title: 'Filters',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    clause(
      'where-equal',
      'Fields are compared with text in double quotes',
      'Type=="ACCREC"',
      (row) => text(row, 'Type') === 'ACCREC',
    ),
    clause(
      'where-and',
      'AND and && are the same',
      'Type=="ACCREC" AND Status!="DRAFT" && Status!="DELETED"',
      (row) => text(row, 'Type') === 'ACCREC' && !['DRAFT', 'DELETED'].includes(text(row, 'Status')),
    ),
    clause(
      'where-or',
      'OR and || in brackets',
      '(Status=="PAID" OR Status=="AUTHORISED" || Status=="VOIDED") AND Type=="ACCREC"',
      (row) =>
        ['PAID', 'AUTHORISED', 'VOIDED'].includes(text(row, 'Status')) && text(row, 'Type') === 'ACCREC',
    ),
    clause(
      'where-date',
      'Dates are written DateTime(y, m, d)',
      'Date >= DateTime(2020, 01, 31)',
      (row) => wireTime(text(row, 'Date')) >= Date.UTC(2020, 0, 31),
    ),
    clause(
      'where-number',
      'Amounts are compared as numbers',
      'AmountDue > 0',
      (row) => Number(text(row, 'AmountDue')) > 0,
    ),
    clause('where-null', 'null is nothing', 'FullyPaidOnDate != null', (row) => 'FullyPaidOnDate' in row),
    {
      ...shape('where-guid', 'Ids are written Guid("…"), nested fields with a dot', [41]),
      async run(xero) {
        const contact = text(await anInvoice(xero), 'Contact.ContactID');
        return found(
          xero,
          `Contact.ContactID==Guid("${contact}")`,
          (row) => text(row, 'Contact.ContactID') === contact,
        );
      },
    },
    {
      ...shape('where-methods', 'Text has StartsWith, Contains, EndsWith and ToLower', [41]),
      async run(xero) {
        const number = text(await aSalesInvoice(xero), 'InvoiceNumber');
        const [start, end] = [number.slice(0, 2), number.slice(-2)];
        const clauses = `InvoiceNumber!=null AND InvoiceNumber.StartsWith("${start}") AND InvoiceNumber.EndsWith("${end}") AND InvoiceNumber.ToLower().Contains("${start.toLowerCase()}")`;
        return found(
          xero,
          clauses,
          (row) => text(row, 'InvoiceNumber').startsWith(start) && text(row, 'InvoiceNumber').endsWith(end),
        );
      },
    },
    {
      ...shape('where-contact-single-equals', 'Contacts take a single = too', [41]),
      async run(xero) {
        const name = text(
          await aContact(xero, 'contact with a plain name', (row) => /^[\w ]+$/.test(text(row, 'Name'))),
          'Name',
        );
        const rows = await xero.rows(`Contacts?page=1&where=${encodeURIComponent(`Name="${name}"`)}`);
        return judged(rows, (row) => text(row, 'Name').toLowerCase() === name.toLowerCase());
      },
    },
    {
      id: 'where-doubled-quote',
      about: 'A quote within text is doubled',
      behaviours: [41],
      expected: 'accepted',
      run: async (xero) =>
        refusalOf(await xero.get(`Contacts?page=1&where=${encodeURIComponent('Name=="a ""b"" c"')}`)),
    },
    {
      id: 'where-bad-syntax',
      about: 'A clause that cannot be read',
      behaviours: [41],
      expected: '400 ErrorNumber 16 QueryParseException',
      run: async (xero) =>
        errorKind(await xero.get(`Invoices?page=1&where=${encodeURIComponent('Type=="ACCREC')}`)),
    },
    {
      id: 'where-method-on-null',
      about: 'A method of a field that is null somewhere',
      behaviours: [41],
      expected: '400: Where clause invocation error: StartsWith',
      run: async (xero) =>
        refusalOf(
          await xero.get(`Contacts?page=1&where=${encodeURIComponent('ContactNumber.StartsWith("A")')}`),
        ),
    },
    {
      ...shape('filter-ids', 'IDs takes several with commas', [42]),
      async run(xero) {
        const rows = await xero.rows('Invoices?page=1&pageSize=2');
        const ids = rows.map((row) => text(row, 'InvoiceID'));
        return judged(await xero.rows(`Invoices?page=1&IDs=${ids.join(',')}`), (row) =>
          ids.includes(text(row, 'InvoiceID')),
        );
      },
    },
    {
      ...shape('filter-numbers', 'InvoiceNumbers', [42]),
      async run(xero) {
        const number = text(await aSalesInvoice(xero), 'InvoiceNumber');
        return judged(
          await xero.rows(`Invoices?page=1&InvoiceNumbers=${number}`),
          (row) => text(row, 'InvoiceNumber') === number,
        );
      },
    },
    {
      ...shape('filter-contacts', 'ContactIDs', [42]),
      async run(xero) {
        const id = text(await anInvoice(xero), 'Contact.ContactID');
        return judged(
          await xero.rows(`Invoices?page=1&ContactIDs=${id}`),
          (row) => text(row, 'Contact.ContactID') === id,
        );
      },
    },
    {
      ...shape('filter-statuses', 'Statuses', [42]),
      run: async (xero) =>
        judged(await xero.rows('Invoices?page=1&Statuses=PAID,VOIDED'), (row) =>
          ['PAID', 'VOIDED'].includes(text(row, 'Status')),
        ),
    },
    {
      ...shape('search-invoices', 'searchTerm looks into an invoice’s number and reference', [42]),
      async run(xero) {
        const number = text(await aSalesInvoice(xero), 'InvoiceNumber');
        return judged(await xero.rows(`Invoices?page=1&searchTerm=${number}`), (row) =>
          `${text(row, 'InvoiceNumber')} ${text(row, 'Reference')}`
            .toLowerCase()
            .includes(number.toLowerCase()),
        );
      },
    },
    {
      ...shape('invoice-by-number', 'An invoice is read by its number', [43]),
      async run(xero) {
        const number = text(await aSalesInvoice(xero), 'InvoiceNumber');
        return judged(await xero.rows(`Invoices/${number}`), (row) => text(row, 'InvoiceNumber') === number);
      },
    },
    {
      ...shape('contact-by-number', 'A contact is read by its ContactNumber', [43]),
      async run(xero) {
        const number = text(
          await aContact(xero, 'contact with a number', (row) => /^[\w-]+$/.test(text(row, 'ContactNumber'))),
          'ContactNumber',
        );
        return judged(await xero.rows(`Contacts/${number}`), (row) => text(row, 'ContactNumber') === number);
      },
    },
    {
      ...shape(
        'archived-contacts',
        'includeArchived brings archived contacts, which are left out otherwise',
        [39],
      ),
      async run(xero) {
        const path = `Contacts?page=1&where=${encodeURIComponent('ContactStatus=="ARCHIVED"')}`;
        if ((await xero.rows(path)).length > 0) return 'archived ones without includeArchived';
        return judged(
          await xero.rows(`${path}&includeArchived=true`),
          (row) => text(row, 'ContactStatus') === 'ARCHIVED',
        );
      },
    },
  ],
};

function shape(id: string, about: string, behaviours: readonly number[]) {
  return { id, about, behaviours, expected: ROWS };
}

/** A check that a clause finds rows of the newest invoices, and only rows that are true of it. */
function clause(id: string, about: string, clauses: string, isTrue: (row: Row) => boolean): Check {
  return { ...shape(id, about, [41]), run: (xero) => found(xero, clauses, isTrue) };
}

async function found(xero: Xero, clauses: string, isTrue: (row: Row) => boolean): Promise<string> {
  return judged(await xero.rows(`Invoices?page=1&where=${encodeURIComponent(clauses)}`), isTrue);
}

function judged(rows: readonly Row[], isTrue: (row: Row) => boolean): string {
  if (rows.length === 0) throw new Skip('nothing was found, so nothing can be told');
  const wrong = rows.filter((row) => !isTrue(row)).length;
  return wrong === 0 ? ROWS : `${wrong} of ${rows.length} rows should not be there`;
}
