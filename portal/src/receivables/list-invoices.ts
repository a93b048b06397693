import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { PortalError } from '../errors.ts';
import { accountingDay } from '../integrations/accounting-day.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { behind, type Order, orderBy, pageOf, sortValue } from './keyset.ts';
import { overdue, owed } from './owed.ts';
import { type Invoice, type invoiceQuery, invoiceStatus } from './schemas.ts';
import { containing } from './search.ts';
import { CUSTOMER_NAME, presentInvoice, STATUSES, selectInvoices } from './select-invoices.ts';

type Wanted = z.infer<typeof invoiceQuery>;

/**
 * The firm's invoices as of the last sync. `q` looks into number, reference and customer name. Sorted by `amountDue`,
 * amounts of different currencies count as plain numbers.
 * @throws PortalError `not_found`, `invalid_input` (names the field).
 */
export async function listInvoices(
  services: Services,
  actor: Actor,
  firmId: string,
  wanted: Wanted,
): Promise<{ items: Invoice[]; nextCursor: string | null }> {
  requireRead(actor, firmId);
  const order = orderOf(wanted.sort);
  return await services.store.firm(firmId, async (query) => {
    const { today } = await accountingDay(query, firmId, services.clock.now());
    let invoices = selectInvoices(query, firmId, today)
      .select(sortValue(order).as('sort_value'))
      .where(ofStatus(wanted.status, today))
      .where(behind(order, wanted.cursor));
    if (wanted.customerId)
      invoices = invoices.where('invoices.xero_contact_id', '=', ({ selectFrom }) =>
        selectFrom('customers as wanted_customer')
          .select('wanted_customer.xero_contact_id')
          .where('wanted_customer.firm_id', '=', firmId)
          .where('wanted_customer.id', '=', wanted.customerId ?? ''),
      );
    if (wanted.q) {
      const pattern = containing(wanted.q);
      invoices = invoices.where(
        sql<boolean>`(invoices.number ilike ${pattern} or invoices.reference ilike ${pattern} or ${CUSTOMER_NAME} ilike ${pattern})`,
      );
    }
    const rows = await invoices
      .orderBy(orderBy(order))
      .limit(wanted.limit + 1)
      .execute();
    const page = pageOf(order, rows, wanted.limit);
    return { items: page.rows.map(presentInvoice), nextCursor: page.nextCursor };
  });
}

const EXPRESSIONS = {
  issued: { expression: sql`invoices.issued_on`, type: 'date' },
  due: { expression: sql`invoices.due_on`, type: 'date' },
  number: { expression: sql`invoices.number`, type: 'text' },
  amountDue: { expression: sql`invoices.amount_due`, type: 'numeric' },
  customer: { expression: sql`lower(${CUSTOMER_NAME})`, type: 'text' },
} as const satisfies Record<string, Pick<Order, 'expression' | 'type'>>;

function orderOf(sort: Wanted['sort']): Order {
  const descending = sort.startsWith('-');
  const by = sort.replace('-', '') as keyof typeof EXPRESSIONS;
  // Ids run against the sort, as in the index over the date of issue.
  return { ...EXPRESSIONS[by], name: sort, id: sql`invoices.id`, descending, idDescending: !descending };
}

function ofStatus(status: string | undefined, today: string): RawBuilder<boolean> {
  if (!status) return sql`invoices.status <> 'DELETED'`;
  return sql`(${sql.join(
    status.split(',').map((word) => ofOneStatus(word.trim().toLowerCase(), today)),
    sql` or `,
  )})`;
}

function ofOneStatus(word: string, today: string): RawBuilder<boolean> {
  if (word === 'open') return owed;
  if (word === 'overdue') return overdue(today);
  if (word === 'unknown') return sql`invoices.status not in (${sql.join([...STATUSES.keys()])})`;
  const [xeroStatus] = [...STATUSES].find(([, ours]) => ours === word) ?? [];
  if (xeroStatus) return sql`invoices.status = ${xeroStatus}`;
  const sentence = `Choose among open, overdue, ${invoiceStatus.options.join(', ')}.`;
  throw new PortalError('invalid_input', sentence, { fields: { status: sentence } });
}
