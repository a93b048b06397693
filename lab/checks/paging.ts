import type { Theme } from '../check.ts';
import { isRow, type Row, text } from '../json.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';
import { anInvoice, holds, wireTime } from './samples.ts';

/** Pages, what has none, what forces them, and the order. */
export const paging: Theme = {
  title: 'Pages and order',
  needs: ['accounting.invoices'],
  checks: [
    {
      id: 'page-size-default',
      about: 'A page holds a hundred unless told otherwise',
      behaviours: [34],
      expected: '100',
      run: async (xero) => text(await pagination(xero, 'Invoices?page=1'), 'pageSize'),
    },
    {
      id: 'page-size-snaps',
      about: 'A pageSize out of range is snapped to the nearest',
      behaviours: [34],
      expected: '5000 becomes 1000, 0 becomes 1',
      async run(xero) {
        // One id keeps the answer small.
        const path = `Invoices?page=1&IDs=${text(await anInvoice(xero), 'InvoiceID')}&pageSize=`;
        const size = async (wanted: string) => text(await pagination(xero, path + wanted), 'pageSize');
        return `5000 becomes ${await size('5000')}, 0 becomes ${await size('0')}`;
      },
    },
    {
      id: 'page-size-other-spelling',
      about: 'page_size is no parameter and is ignored',
      behaviours: [34],
      expected: '100',
      run: async (xero) => text(await pagination(xero, 'Invoices?page=1&page_size=7'), 'pageSize'),
    },
    {
      id: 'page-counts',
      about: 'pageCount is itemCount divided by pageSize, rounded up',
      behaviours: [34],
      expected: 'as described',
      async run(xero) {
        const page = await pagination(xero, 'Invoices?page=1&pageSize=7');
        const [count, items] = [Number(text(page, 'pageCount')), Number(text(page, 'itemCount'))];
        return holds({ 'the count of pages': items > 0 && count === Math.ceil(items / 7) });
      },
    },
    {
      id: 'page-past-the-end',
      about: 'A page past the end',
      behaviours: [34],
      expected: '200 with 0 rows',
      run: async (xero) => `200 with ${(await xero.rows('Invoices?page=1000000')).length} rows`,
    },
    {
      id: 'pages-do-not-overlap',
      about: 'Two pages of three are the six that one page holds',
      behaviours: [34],
      expected: 'the same six in the same order',
      async run(xero) {
        const ids = async (query: string) =>
          (await xero.rows(`Invoices?${query}`)).map((row) => text(row, 'InvoiceID'));
        const halves = [...(await ids('page=1&pageSize=3')), ...(await ids('page=2&pageSize=3'))];
        return halves.join() === (await ids('page=1&pageSize=6')).join()
          ? 'the same six in the same order'
          : 'others';
      },
    },
    {
      id: 'unpaged-ignores-page',
      about: 'page means nothing where there are no pages',
      behaviours: [35],
      expected: 'all rows again',
      needs: ['accounting.settings'],
      async run(xero) {
        const [all, second] = [await xero.rows('Accounts'), await xero.rows('Accounts?page=2')];
        return all.length > 0 && second.length === all.length ? 'all rows again' : `${second.length} rows`;
      },
    },
    {
      id: 'lines-only-on-pages',
      about: 'Invoices without a page have LineItems [], with one they have their lines',
      behaviours: [36],
      expected: 'none without, some with a page',
      async run(xero) {
        const id = text(await anInvoice(xero, 'invoice with lines', (row) => linesOf(row) > 0), 'InvoiceID');
        const [[without], [withPage]] = [
          await xero.rows(`Invoices?IDs=${id}`),
          await xero.rows(`Invoices?IDs=${id}&page=1`),
        ];
        return `${linesOf(without) === 0 ? 'none' : 'some'} without, ${linesOf(withPage) > 0 ? 'some' : 'none'} with a page`;
      },
    },
    {
      id: 'statuses-force-pages',
      about: 'Statuses brings pages even when none was asked for',
      behaviours: [36],
      expected: 'page 1 of size 100',
      async run(xero) {
        const page = await pagination(xero, 'Invoices?Statuses=AUTHORISED');
        return `page ${text(page, 'page')} of size ${text(page, 'pageSize')}`;
      },
    },
    {
      id: 'summary-drops-fields',
      about: 'summaryOnly drops lines, payments and HasAttachments, and brings pages',
      behaviours: [36],
      expected: 'dropped, paged',
      async run(xero) {
        const answer = await xero.get('Invoices?summaryOnly=true&pageSize=2');
        const [row] =
          isRow(answer.body) && Array.isArray(answer.body.Invoices) ? answer.body.Invoices.filter(isRow) : [];
        if (!row) throw new Skip('there is no invoice');
        const kept = ['LineItems', 'Payments', 'HasAttachments'].filter((name) => name in row);
        const paged = isRow(answer.body) && isRow(answer.body.pagination);
        return `${kept.length === 0 ? 'dropped' : `with ${kept.join(', ')}`}, ${paged ? 'paged' : 'not paged'}`;
      },
    },
    {
      id: 'empty-lists-are-there',
      about: 'Lists of an invoice are [] and not missing',
      expected: 'as described',
      async run(xero) {
        const row = await anInvoice(xero);
        return holds(
          Object.fromEntries(
            ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments', 'LineItems'].map((name) => [
              name,
              Array.isArray(row[name]),
            ]),
          ),
        );
      },
    },
    {
      id: 'order-default',
      about: 'Rows come by UpdatedDateUTC, the oldest first',
      behaviours: [37],
      expected: 'rising',
      run: async (xero) => direction(await xero.rows('Invoices?page=1')),
    },
    {
      id: 'order-asked',
      about: 'order=UpdatedDateUTC DESC turns them round',
      behaviours: [37],
      expected: 'falling',
      run: async (xero) => direction(await xero.rows('Invoices?page=1&order=UpdatedDateUTC%20DESC')),
    },
    {
      id: 'order-by-date',
      about: 'order=Date sorts by the document’s date',
      behaviours: [37],
      expected: 'rising',
      run: async (xero) => direction(await xero.rows('Invoices?page=1&order=Date'), 'Date'),
    },
  ],
};

async function pagination(xero: Xero, path: string): Promise<Row> {
  const { body } = await xero.get(path);
  return isRow(body) && isRow(body.pagination) ? body.pagination : {};
}

function linesOf(row: Row | undefined): number {
  return Array.isArray(row?.LineItems) ? row.LineItems.length : Number.NaN;
}

function direction(rows: readonly Row[], name = 'UpdatedDateUTC'): string {
  const times = rows.map((row) => wireTime(text(row, name)));
  if (new Set(times).size < 2) throw new Skip('needs rows of different times');
  const rising = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
  const falling = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? 0));
  return rising ? 'rising' : falling ? 'falling' : 'neither rising nor falling';
}
