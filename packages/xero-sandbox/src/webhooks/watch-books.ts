import Big from 'big.js';
import type { Books } from '../books/books.ts';
import { hasSettlements } from '../books/documents/status.ts';
import type { OrderedRows } from '../books/ordered-rows.ts';
import type { InvoiceRow, Row } from '../books/rows.ts';
import type { Switches } from '../switches.ts';
import { type EventCategory, eventOf, type WebhookEvent } from './event.ts';

/** What is particular to the events of one kind of row. */
interface Telling<R> {
  readonly category: EventCategory;
  readonly data?: (row: R) => NonNullable<WebhookEvent['data']>;
  readonly leftOut?: (row: R, old: R) => boolean;
  /** The fields that change without a new UpdatedDateUTC. */
  readonly unstamped: (old: R) => readonly (keyof R)[];
}

/**
 * Tells of every change of one organisation's books from now on: a new row is a CREATE, any other change an UPDATE,
 * archiving and voiding too. A change that leaves UpdatedDateUTC alone tells nothing unless `unstampedEvents` says so,
 * and a payment of an invoice only with `paymentEvents`; what Xero does in these two cases is not documented.
 */
export function watchBooks(
  books: Books,
  switches: Pick<Switches, 'paymentEvents' | 'unstampedEvents'>,
  tell: (event: WebhookEvent, instant: number) => void,
): void {
  const watch = <R extends Row>(rows: OrderedRows<R>, telling: Telling<R>) => {
    rows.watch((row, old) => {
      const now = books.clock.now().getTime();
      if (old && telling.leftOut?.(row, old)) return;
      if (old && switches.unstampedEvents === 'none' && !isStamped(row, old, telling.unstamped(old))) return;
      const change = {
        tenantId: books.organisation.tenantId,
        eventCategory: telling.category,
        eventType: old ? 'UPDATE' : 'CREATE',
        ...(telling.data && { data: telling.data(row) }),
      } as const;
      tell(eventOf(change, row.id, now), now);
    });
  };
  const { contacts, invoices, creditNotes, prepayments, overpayments } = books.rows;
  watch(contacts, { category: 'CONTACT', unstamped: () => ['isCustomer', 'isSupplier'] });
  watch(invoices, {
    category: 'INVOICE',
    leftOut: (row, old) => isPayment(row, old) && switches.paymentEvents === 'none',
    unstamped: (old) => (hasSettlements(old) ? ['contactId', 'dueDate', 'sentToContact'] : ['contactId']),
  });
  watch(creditNotes, {
    category: 'CREDITNOTE',
    data: ({ type, status }) => ({ Type: type, Status: status }),
    unstamped: () => ['contactId'],
  });
  watch(prepayments, { category: 'PREPAYMENT', unstamped: () => ['contactId'] });
  watch(overpayments, { category: 'OVERPAYMENT', unstamped: () => ['contactId'] });
}

/** Two changes within a millisecond, or on a clock that stands still, have equal stamps; what changed tells then. */
function isStamped<R extends Row>(row: R, old: R, unstamped: readonly (keyof R)[]): boolean {
  if (row.updatedAt !== old.updatedAt) return true;
  const names = Object.keys(row) as (keyof R)[];
  return names.some((name) => row[name] !== old[name] && !unstamped.includes(name));
}

function isPayment(row: InvoiceRow, old: InvoiceRow): boolean {
  return !new Big(row.amountPaid).eq(old.amountPaid);
}
