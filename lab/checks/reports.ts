import { refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { rowsIn, text } from '../json.ts';
import { anInvoice, holds } from './samples.ts';

/** The one report that a receivables client reads. */
export const reports: Theme = {
  title: 'Reports',
  needs: ['accounting.reports.aged', 'accounting.invoices'],
  checks: [
    {
      id: 'aged-receivables',
      about: 'AgedReceivablesByContact has titles and rows of cells',
      expected: 'as described',
      async run(xero) {
        const invoice = await anInvoice(
          xero,
          'open sales invoice',
          (row) => text(row, 'Type') === 'ACCREC' && text(row, 'Status') === 'AUTHORISED',
        );
        const [report] = await xero.rows(
          `Reports/AgedReceivablesByContact?contactId=${text(invoice, 'Contact.ContactID')}`,
        );
        const rows = rowsIn(report?.Rows);
        const [header] = rows.filter((row) => text(row, 'RowType') === 'Header');
        const columns = rowsIn(header?.Cells).map((cell) => text(cell, 'Value'));
        return holds({
          ReportName: text(report, 'ReportName') !== '',
          'ReportTitles as a list': Array.isArray(report?.ReportTitles),
          'a header row': header !== undefined,
          'columns Date, Number, Due Date, Total, Paid, Credited, Due': [
            'Date',
            'Number',
            'Due Date',
            'Total',
            'Paid',
            'Credited',
            'Due',
          ].every((name) => columns.includes(name)),
          'a section': rows.some((row) => text(row, 'RowType') === 'Section'),
        });
      },
    },
    {
      id: 'aged-receivables-no-contact',
      about: 'It needs a contact',
      run: async (xero) => refusalOf(await xero.get('Reports/AgedReceivablesByContact')),
    },
    {
      id: 'aged-receivables-invoice-ids',
      about: 'Its rows name their invoice in an attribute',
      expected: 'invoiceID',
      async run(xero) {
        const invoice = await anInvoice(
          xero,
          'open sales invoice',
          (row) => text(row, 'Type') === 'ACCREC' && text(row, 'Status') === 'AUTHORISED',
        );
        const { text: body } = await xero.get(
          `Reports/AgedReceivablesByContact?contactId=${text(invoice, 'Contact.ContactID')}`,
        );
        return /"Id":\s*"(invoiceID)"/i.exec(body)?.[1] ?? 'none';
      },
    },
  ],
};
