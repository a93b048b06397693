import type { Theme } from '../check.ts';
import { type Row, text } from '../json.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';
import { changeInvoice, makeApproved, makeDraft } from './made.ts';
import { newestInvoices, shapeOf, wireTime } from './samples.ts';

const FORMS: readonly (readonly [name: string, write: (at: Date) => string])[] = [
  ['seconds without zone', (at) => at.toISOString().slice(0, 19)],
  ['milliseconds and Z', (at) => at.toISOString()],
  ['an offset', (at) => `${new Date(at.getTime() + 12 * 3_600_000).toISOString().slice(0, 19)}+12:00`],
  ['the form of HTTP', (at) => at.toUTCString()],
];

/** Reading what changed, and the forms of dates. */
export const modifiedSince: Theme = {
  title: 'Changes and dates',
  needs: ['accounting.invoices'],
  checks: [
    ...FORMS.map(([name, write]) => ({
      id: `since-${name.replaceAll(' ', '-')}`,
      about: `If-Modified-Since is read with ${name}`,
      behaviours: [38],
      expected: 'the newer half and no older row',
      run: (xero: Xero) => newerHalf(xero, write),
    })),
    {
      id: 'since-blank',
      about: 'An empty If-Modified-Since is ignored',
      behaviours: [38],
      expected: 'rows',
      run: async (xero) =>
        (await xero.rows('Invoices?page=1&pageSize=1', { 'if-modified-since': '' })).length > 0
          ? 'rows'
          : 'nothing',
    },
    {
      id: 'since-accounts',
      about: 'Accounts know it too',
      behaviours: [38],
      expected: 'nothing since tomorrow',
      needs: ['accounting.settings'],
      async run(xero) {
        const since = new Date(xero.target.time.now() + 86_400_000).toISOString();
        return (await xero.get('Accounts', { 'if-modified-since': since })).text.includes('AccountID')
          ? 'rows'
          : 'nothing since tomorrow';
      },
    },
    {
      id: 'since-organisation',
      about: 'The organisation does not',
      behaviours: [38],
      expected: 'the organisation all the same',
      needs: ['accounting.settings'],
      async run(xero) {
        const since = new Date(xero.target.time.now() + 86_400_000).toISOString();
        return (await xero.rows('Organisation', { 'if-modified-since': since })).length === 1
          ? 'the organisation all the same'
          : 'nothing';
      },
    },
    {
      id: 'since-voided',
      about: 'What was voided or deleted since comes along',
      behaviours: [39],
      expected: 'DELETED and VOIDED',
      writes: true,
      needs: ['accounting.contacts'],
      async run(xero) {
        const [draft, approved] = [await makeDraft(xero), await makeApproved(xero)];
        await changeInvoice(xero, draft, { Status: 'DELETED' });
        await changeInvoice(xero, approved, { Status: 'VOIDED' });
        const since = new Date(wireTime(text(approved, 'UpdatedDateUTC')) - 2000).toISOString();
        const rows = await xero.rows('Invoices?page=1&pageSize=1000', { 'if-modified-since': since });
        const status = (row: Row) =>
          text(
            rows.find((each) => text(each, 'InvoiceID') === text(row, 'InvoiceID')),
            'Status',
          ) || 'missing';
        return `${status(draft)} and ${status(approved)}`;
      },
    },
    {
      id: 'date-forms',
      about: 'Dates are midnight UTC with an offset, and again in readable form',
      behaviours: [33],
      expected: 'as described for every row',
      async run(xero) {
        const rows = await newestInvoices(xero);
        const wrong = rows.find((row) => {
          const at = wireTime(text(row, 'Date'));
          const twin = `${new Date(at).toISOString().slice(0, 10)}T00:00:00`;
          return (
            at % 86_400_000 !== 0 ||
            !text(row, 'Date').endsWith('+0000)/') ||
            text(row, 'DateString') !== twin
          );
        });
        return wrong
          ? `${shapeOf(text(wrong, 'Date'))} and ${shapeOf(text(wrong, 'DateString'))}`
          : 'as described for every row';
      },
    },
    {
      id: 'updated-form',
      about: 'UpdatedDateUTC is an instant with milliseconds and offset',
      behaviours: [33],
      expected: '/Date(ms+0000)/, not all at full seconds',
      async run(xero) {
        const rows = await newestInvoices(xero);
        const wrong = rows.find((row) => !/^\/Date\(\d+\+0000\)\/$/.test(text(row, 'UpdatedDateUTC')));
        if (wrong) return shapeOf(text(wrong, 'UpdatedDateUTC'));
        const fine = rows.some((row) => wireTime(text(row, 'UpdatedDateUTC')) % 1000 !== 0);
        return `/Date(ms+0000)/, ${fine ? 'not all' : 'all'} at full seconds`;
      },
    },
    {
      id: 'created-form',
      about: 'The organisation’s CreatedDateUTC has no offset',
      behaviours: [33],
      expected: '/Date(ms)/',
      run: async ({ organisation }) =>
        /^\/Date\(\d+\)\/$/.test(text(organisation, 'CreatedDateUTC'))
          ? '/Date(ms)/'
          : shapeOf(text(organisation, 'CreatedDateUTC')),
    },
    {
      id: 'date-with-offset',
      about: 'A date sent with an offset is turned into UTC and cut, which moves the day',
      expected: 'the day before',
      writes: true,
      needs: ['accounting.contacts'],
      async run(xero) {
        const sent = new Date(xero.target.time.now()).toISOString().slice(0, 10);
        const draft = await makeDraft(xero, { Date: `${sent}T00:00:00+12:00` });
        const days = (Date.parse(sent) - wireTime(text(draft, 'Date'))) / 86_400_000;
        return days === 1 ? 'the day before' : days === 0 ? 'the same day' : 'another day';
      },
    },
    {
      id: 'numbers-are-numbers',
      about: 'Amounts are JSON numbers',
      expected: 'a number',
      async run(xero) {
        const { text: body } = await xero.get('Invoices?page=1&pageSize=1');
        return /"Total":-?\d/.test(body) ? 'a number' : 'no number';
      },
    },
  ],
};

/** Asks for what changed since the middle of the newest hundred, in one of the header's forms. */
async function newerHalf(xero: Xero, write: (at: Date) => string): Promise<string> {
  const times = (await newestInvoices(xero))
    .map((row) => wireTime(text(row, 'UpdatedDateUTC')))
    .toSorted((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  if (middle === undefined || (times[0] ?? middle) === middle)
    throw new Skip('needs invoices of different times');
  const second = middle - (middle % 1000) + 1000;
  const newer = times.filter((time) => time > second).length;
  const rows = await xero.rows('Invoices?page=1&pageSize=1000', {
    'if-modified-since': write(new Date(second)),
  });
  const older = rows.filter((row) => wireTime(text(row, 'UpdatedDateUTC')) < second).length;
  if (older > 0) return 'ignored: older rows too';
  return rows.length >= newer
    ? 'the newer half and no older row'
    : `${rows.length} rows where ${newer} are newer`;
}
