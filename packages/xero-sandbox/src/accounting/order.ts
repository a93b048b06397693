import Big from 'big.js';
import type { Books } from '../books/books.ts';
import type { Field, Fields } from './fields.ts';
import { QueryProblem } from './problems.ts';

/**
 * Sorts rows, which come in the order UpdatedDateUTC and id, as `order=Field ASC, Other DESC` says.
 * Equal rows keep their order. Ends in a QueryProblem for an unknown field or direction.
 */
export function orderRows<R>(
  rows: readonly R[],
  order: string,
  fields: Fields<R>,
  books: Books,
): readonly R[] {
  const keys = order.split(',').map((part) => readKey(part.trim(), fields));
  return rows.toSorted((left, right) => {
    for (const { field, sign } of keys) {
      const difference = compare(field, left, right, books);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  });
}

/** Whether rows come in that order by themselves, which needs no sorting. Ends in a QueryProblem as `orderRows` does. */
export function isNaturalOrder<R>(order: string, fields: Fields<R>): boolean {
  const [first, ...others] = order.split(',').map((part) => readKey(part.trim(), fields));
  return others.length === 0 && first?.field === fields.updateddateutc && first?.sign === 1;
}

function readKey<R>(part: string, fields: Fields<R>): { field: Field<R>; sign: 1 | -1 } {
  const [name = '', direction = 'ASC', ...rest] = part.split(/\s+/);
  const field = Object.hasOwn(fields, name.toLowerCase()) ? fields[name.toLowerCase()] : undefined;
  if (!field) throw new QueryProblem(`No property or field '${name}' exists`);
  if (rest.length > 0 || !/^(asc|desc)(ending)?$/i.test(direction))
    throw new QueryProblem(`Syntax error in order '${part}'`);
  return { field, sign: /^desc/i.test(direction) ? -1 : 1 };
}

function compare<R>(field: Field<R>, left: R, right: R, books: Books): number {
  if (field.kind === 'decimal') {
    return new Big(field.read(left, books) ?? 0).cmp(field.read(right, books) ?? 0);
  }
  const a = field.read(left, books) ?? '';
  const b = field.read(right, books) ?? '';
  return a < b ? -1 : a > b ? 1 : 0;
}
