import type { RepeatingInvoiceRow } from '../books/rows.ts';
import { seedLines } from './lines.ts';
import { currencyFor, type Surroundings } from './surroundings.ts';

/** Templates of invoices and bills that come again every month or week; one in ten was deleted. */
export function seedRepeatingInvoices(around: Surroundings, count: number): RepeatingInvoiceRow[] {
  const { random, calendar } = around;
  return Array.from({ length: count }, (_, index): RepeatingInvoiceRow => {
    const bill = index % 5 === 4;
    const contact = random.pick(bill ? around.suppliers : around.customers);
    const currency = currencyFor(around, contact);
    const age = 30 + random.below(600);
    return {
      id: random.uuid(),
      type: bill ? 'ACCPAY' : 'ACCREC',
      status: index % 10 === 9 ? 'DELETED' : index % 3 === 1 ? 'DRAFT' : 'AUTHORISED',
      contactId: contact.id,
      reference: bill ? '' : 'Monthly services',
      date: calendar.date(age),
      currency: currency.code,
      currencyRate: currency.rate(age),
      ...seedLines(random, bill, currency).written,
      schedule: {
        period: 1,
        unit: index % 4 === 3 ? 'WEEKLY' : 'MONTHLY',
        dueDate: 20,
        dueDateType: 'OFFOLLOWINGMONTH',
        startDate: calendar.date(age),
        nextScheduledDate: calendar.date(-1 - random.below(7)),
        endDate: index % 6 === 5 ? calendar.date(-365) : null,
      },
      updatedAt: calendar.instant(random, age),
    };
  });
}
