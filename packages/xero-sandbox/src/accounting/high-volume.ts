import type { Call } from './call.ts';
import { parseWhere } from './where/parse.ts';

/** Which filters and orders stay quick however large an organisation is. */
interface Optimised {
  /** Fields, in lower case, that may be compared with `==`. */
  readonly equal: ReadonlySet<string>;
  /** Fields that may be compared with `==`, `>`, `>=`, `<` and `<=`. */
  readonly range: ReadonlySet<string>;
  readonly order: ReadonlySet<string>;
}

/** The lists that Xero refuses to search slowly (its documentation of efficient data retrieval). */
const OPTIMISED: Readonly<Record<string, Optimised>> = {
  Invoices: {
    equal: new Set([
      'status',
      'contact.contactid',
      'contact.name',
      'contact.contactnumber',
      'reference',
      'invoicenumber',
      'invoiceid',
      'type',
      'amountpaid',
    ]),
    range: new Set(['date', 'duedate', 'amountdue']),
    order: new Set(['invoiceid', 'updateddateutc', 'date']),
  },
};

/**
 * Whether Xero would refuse the call because it means searching very many rows: a `where` or `order` that is not
 * optimised, or everything at once. Only in an organisation with as many rows as the switch `highVolumeRows` says.
 * Ends in a QueryProblem for a `where` that cannot be read.
 */
export function searchesTooMuch(call: Call, collection: string, rows: number, paged: boolean): boolean {
  const { highVolumeRows } = call.switches;
  const optimised = OPTIMISED[collection];
  if (!optimised || highVolumeRows === null || rows < highVolumeRows) return false;
  const [where, order] = [call.query.get('where'), call.query.get('order')];
  const narrowed = ['IDs', 'InvoiceNumbers', 'ContactIDs', 'Statuses'].some((name) => call.query.get(name));
  if (!paged && !where && !narrowed && call.ifModifiedSince.trim() === '') return true;
  if (order && !order.split(',').every((part) => optimised.order.has(fieldOf(part)))) return true;
  return where !== undefined && !isQuick(parseWhere(where), optimised);
}

function isQuick(condition: ReturnType<typeof parseWhere>, optimised: Optimised): boolean {
  if (condition.kind === 'and' || condition.kind === 'or')
    return isQuick(condition.left, optimised) && isQuick(condition.right, optimised);
  if (condition.kind !== 'compare' || condition.operand.lowered || condition.by === '!=') return false;
  const field = condition.operand.field.toLowerCase();
  return optimised.range.has(field) || (condition.by === '==' && optimised.equal.has(field));
}

function fieldOf(part: string): string {
  return part.trim().split(/\s+/, 1)[0]?.toLowerCase() ?? '';
}
