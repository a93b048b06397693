import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import { amountIn } from './amount.ts';
import { usable } from './owed.ts';
import type { Credit, creditQuery } from './schemas.ts';
import { STATUSES } from './select-invoices.ts';

/**
 * Credit notes, over- and prepayments of a firm's customers as of the last sync, the newest first, with how each was
 * used. @throws PortalError `not_found`, `invalid_input` (a foreign cursor).
 */
export async function listCredits(
  services: Services,
  actor: Actor,
  firmId: string,
  wanted: z.infer<typeof creditQuery>,
): Promise<{ items: Credit[]; nextCursor: string | null }> {
  requireRead(actor, firmId);
  const after = readCursor(wanted.cursor, [z.iso.date(), z.uuid()]);
  return await services.store.firm(firmId, async (query) => {
    // Without a date, which Xero never leaves out of an approved one, it stands at the end.
    const issued = sql<string>`coalesce(credits.issued_on, date '0001-01-01')`;
    const rows = await query
      .selectFrom('credits')
      .leftJoin('customers', (join) =>
        join
          .onRef('customers.firm_id', '=', 'credits.firm_id')
          .onRef('customers.xero_contact_id', '=', 'credits.xero_contact_id'),
      )
      .selectAll('credits')
      .select(['customers.id as customer_id', 'customers.name as customer_name'])
      .select(sql<string>`${issued}::text`.as('place'))
      .where('credits.firm_id', '=', firmId)
      .where('credits.status', '<>', 'DELETED')
      .$if(wanted.open === true, (credits) => credits.where(usable))
      .$if(wanted.customerId !== undefined, (credits) =>
        credits.where('customers.id', '=', wanted.customerId ?? ''),
      )
      .$if(after !== null, (credits) =>
        credits.where(sql<boolean>`(${issued}, credits.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
      )
      .orderBy(issued, 'desc')
      .orderBy('credits.id', 'desc')
      .limit(wanted.limit + 1)
      .execute();
    const shown = rows.slice(0, wanted.limit);
    const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
    const invoiceIds = shown.flatMap((row) => row.allocations.map((allocation) => allocation.invoiceId));
    const invoices = new Map(
      invoiceIds.length === 0
        ? []
        : (
            await query
              .selectFrom('invoices')
              .select(['id', 'number', 'xero_invoice_id'])
              .where('firm_id', '=', firmId)
              .where('xero_invoice_id', 'in', invoiceIds)
              .execute()
          ).map((invoice) => [invoice.xero_invoice_id, invoice]),
    );
    return {
      items: shown.map((row) => ({
        id: row.id,
        xeroCreditId: row.xero_credit_id,
        kind: row.kind,
        number: row.number,
        reference: row.reference,
        status: STATUSES.get(row.status) ?? 'unknown',
        currency: row.currency,
        total: amountIn(row.currency, row.total),
        remaining: amountIn(row.currency, row.remaining),
        issuedOn: row.issued_on,
        customer: { id: row.customer_id, name: row.customer_name ?? row.contact_name },
        allocations: row.allocations.map(({ invoiceId, amount, allocatedOn }) => ({
          invoiceId: invoices.get(invoiceId)?.id ?? null,
          invoiceNumber: invoices.get(invoiceId)?.number ?? null,
          amount: amountIn(row.currency, amount),
          allocatedOn,
        })),
        refunds: row.refunds.map((refund) => ({ ...refund, amount: amountIn(row.currency, refund.amount) })),
        isHistory: row.retired_at !== null,
      })),
      nextCursor: last ? writeCursor([last.place, last.id]) : null,
    };
  });
}
