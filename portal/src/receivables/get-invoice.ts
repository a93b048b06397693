import { notFound } from '../errors.ts';
import { accountingDay } from '../integrations/accounting-day.ts';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { amountIn } from './amount.ts';
import { isInXero } from './is-in-xero.ts';
import type { InvoiceDetail } from './schemas.ts';
import { presentInvoice, selectInvoices } from './select-invoices.ts';

/** The invoice's page in Xero, where the reader may sign in: Xero's documented deep link, InvoiceID appended. */
const XERO_INVOICE_PAGE = 'https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=';

/** One invoice with its lines, payments and credits, as of the last sync. @throws PortalError `not_found`. */
export async function getInvoice(
  services: Services,
  actor: Actor,
  invoiceId: string,
): Promise<InvoiceDetail> {
  const firmId = await locate(services, actor, 'invoices', invoiceId);
  const row = await services.store.firm(firmId, async (query) => {
    const { today } = await accountingDay(query, firmId, services.clock.now());
    return await selectInvoices(query, firmId, today)
      .select([
        'invoices.sub_total',
        'invoices.total_tax',
        'invoices.paid_on',
        'invoices.xero_updated_at',
        'invoices.lines',
        'invoices.payments',
        'invoices.credits',
      ])
      .where('invoices.id', '=', invoiceId)
      .executeTakeFirstOrThrow(() => notFound('invoice'));
  });
  const money = (amount: string) => amountIn(row.currency, amount);
  return {
    ...presentInvoice(row),
    subTotal: money(row.sub_total),
    totalTax: money(row.total_tax),
    paidOn: row.paid_on,
    updatedAt: row.xero_updated_at.toISOString(),
    xeroUrl: isInXero(row) ? `${XERO_INVOICE_PAGE}${row.xero_invoice_id}` : null,
    lines: row.lines.map((line) => ({
      ...line,
      unitAmount: line.unitAmount && money(line.unitAmount),
      taxAmount: line.taxAmount && money(line.taxAmount),
      lineAmount: line.lineAmount && money(line.lineAmount),
    })),
    payments: row.payments.map((payment) => ({ ...payment, amount: money(payment.amount) })),
    credits: row.credits.map((credit) => ({ ...credit, amount: money(credit.amount) })),
  };
}
