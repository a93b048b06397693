import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { PortalError } from '../errors.ts';

/** How a list is ordered: by an SQL expression, then by the row's id, so that equal values have one order too. */
export type Order = {
  /** The sort's name in the query, which a cursor carries. */
  name: string;
  expression: RawBuilder<unknown>;
  type: 'text' | 'numeric' | 'date';
  id: RawBuilder<unknown>;
  descending: boolean;
  /** The direction among equal values; an index decides it. */
  idDescending: boolean;
};

/** What a value in a cursor must look like: it comes back from outside. */
const VALUES = {
  text: z.string().regex(/^[^\0]*$/),
  numeric: z.string().regex(/^-?\d+(\.\d+)?$/),
  date: z.iso.date(),
};
const cursorShape = z.tuple([z.string(), z.string().nullable(), z.uuid()]);

/** The SQL of `order by`. Missing values count as the largest, as in Postgres. */
export function orderBy(order: Order): RawBuilder<unknown> {
  const direction = (descending: boolean) => sql.raw(descending ? 'desc' : 'asc');
  return sql`${order.expression} ${direction(order.descending)}, ${order.id} ${direction(order.idDescending)}`;
}

/** The value that the cursor needs of a row, to be selected as text. */
export function sortValue(order: Order): RawBuilder<string | null> {
  return sql`(${order.expression})::text`;
}

/**
 * The SQL condition for the rows behind the one that `cursor` names; every row when there is none.
 * @throws PortalError `invalid_input` for a cursor that is not of this list and order.
 */
export function behind(order: Order, cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql`true`;
  const { value, id } = readCursor(order, cursor);
  const { expression } = order;
  const nextId = sql`${order.id} ${sql.raw(order.idDescending ? '<' : '>')} ${id}::uuid`;
  if (value === null)
    return order.descending
      ? sql`(${expression} is not null or ${nextId})`
      : sql`(${expression} is null and ${nextId})`;
  const last = sql`${value}::${sql.raw(order.type)}`;
  const tie = sql`(${expression} = ${last} and ${nextId})`;
  // The first condition says nothing new; it is the one an index can start from.
  return order.descending
    ? sql`(${expression} <= ${last} and (${expression} < ${last} or ${tie}))`
    : sql`(${expression} > ${last} or ${expression} is null or ${tie})`;
}

/** Cuts the page out of `limit + 1` rows, and names the place behind it when there was one row more. */
export function pageOf<Row extends { id: string; sort_value: string | null }>(
  order: Order,
  rows: readonly Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const cursor = last && JSON.stringify([order.name, last.sort_value, last.id]);
  return { rows: page, nextCursor: cursor ? Buffer.from(cursor).toString('base64url') : null };
}

function readCursor(order: Order, cursor: string): { value: string | null; id: string } {
  try {
    const [name, value, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (name === order.name && (value === null || VALUES[order.type].safeParse(value).success))
      return { value, id };
  } catch {
    // Answered below, like a cursor of another list.
  }
  const sentence = 'This place in the list is not known. Start again from the first page.';
  throw new PortalError('invalid_input', sentence, { fields: { cursor: sentence } });
}
