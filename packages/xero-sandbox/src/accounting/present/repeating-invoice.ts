import type { Books } from '../../books/books.ts';
import type { RepeatingInvoiceRow } from '../../books/rows.ts';
import { decimal, wireDate } from '../wire.ts';
import { presentAttached } from './attachment.ts';
import { presentContactOf } from './contact.ts';
import type { Detail } from './detail.ts';
import { presentLines } from './lines.ts';

/** One template of invoices to come as Xero writes it; the id stands there a second time as `ID`. */
export function presentRepeatingInvoice(books: Books, row: RepeatingInvoiceRow, detail: Detail): object {
  const { schedule } = row;
  return {
    Schedule: {
      Period: schedule.period,
      Unit: schedule.unit,
      DueDate: schedule.dueDate,
      DueDateType: schedule.dueDateType,
      StartDate: wireDate(schedule.startDate),
      NextScheduledDate: wireDate(schedule.nextScheduledDate),
      ...(schedule.endDate && { EndDate: wireDate(schedule.endDate) }),
    },
    RepeatingInvoiceID: row.id,
    Type: row.type,
    Reference: row.reference,
    ...presentAttached(books, 'RepeatingInvoices', row.id, detail === 'one'),
    ApprovedForSending: false,
    SendCopy: false,
    MarkAsSent: false,
    IncludePDF: false,
    ID: row.id,
    Contact: presentContactOf(books, row.contactId, detail),
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    LineItems: presentLines(books, row, 2),
    SubTotal: decimal(row.subTotal),
    TotalTax: decimal(row.totalTax),
    Total: decimal(row.total),
    CurrencyCode: row.currency,
  };
}
