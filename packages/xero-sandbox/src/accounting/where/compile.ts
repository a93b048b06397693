import Big from 'big.js';
import type { Books } from '../../books/books.ts';
import type { Field, Fields } from '../fields.ts';
import { QueryProblem } from '../problems.ts';
import { type Comparator, type Condition, type Literal, type Operand, parseWhere } from './parse.ts';

export type Predicate<R> = (row: R) => boolean;

/**
 * Turns a `where` clause into a test of rows. Text compares without regard to case and accents, as Xero does
 * on its optimised fields.
 *
 * Ends in a QueryProblem for bad syntax, an unknown field or a literal of the wrong kind; the test itself
 * ends in one for a method called on a null field.
 */
export function compileWhere<R>(clause: string, fields: Fields<R>, books: Books): Predicate<R> {
  return compile(parseWhere(clause), fields, books);
}

function compile<R>(condition: Condition, fields: Fields<R>, books: Books): Predicate<R> {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const left = compile(condition.left, fields, books);
      const right = compile(condition.right, fields, books);
      return condition.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compile(condition.inner, fields, books);
      return (row) => !inner(row);
    }
    case 'field': {
      const field = lookUp(condition.operand, fields);
      if (field.kind !== 'boolean') throw new QueryProblem("Expression of type 'Boolean' expected");
      return (row) => field.read(row, books);
    }
    case 'method': {
      const field = lookUp(condition.operand, fields);
      if (field.kind !== 'text') throw new QueryProblem(`No applicable method '${condition.method}' exists`);
      const test = METHOD[condition.method];
      const argument = folded(condition.argument);
      return (row) => {
        const value = field.read(row, books);
        if (value === null) throw new QueryProblem(`Where clause invocation error: ${condition.method}`);
        return test(folded(value), argument);
      };
    }
    case 'compare':
      return compileComparison(lookUp(condition.operand, fields), condition.by, condition.literal, books);
  }
}

const METHOD = {
  Contains: (value: string, part: string) => value.includes(part),
  StartsWith: (value: string, part: string) => value.startsWith(part),
  EndsWith: (value: string, part: string) => value.endsWith(part),
};

function lookUp<R>({ field }: Operand, fields: Fields<R>): Field<R> {
  const name = field.toLowerCase();
  const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!found) throw new QueryProblem(`No property or field '${field}' exists`);
  return found;
}

function compileComparison<R>(field: Field<R>, by: Comparator, literal: Literal, books: Books): Predicate<R> {
  if (literal.kind === 'null') {
    if (by !== '==' && by !== '!=') throw new QueryProblem(`Operator '${by}' cannot be applied to null`);
    return (row) => (field.read(row, books) === null) === (by === '==');
  }
  const compare = comparison(field, by, literal, books);
  const holds = HOLDS[by];
  return (row) => {
    const order = compare(row);
    // Nothing compares with null, except that it differs from everything.
    return order === null ? by === '!=' : holds(order);
  };
}

const HOLDS: Readonly<Record<Comparator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

/** How a row's field stands to the literal: below, at or above zero; null when the field is null. */
function comparison<R>(
  field: Field<R>,
  by: Comparator,
  literal: Literal,
  books: Books,
): (row: R) => number | null {
  if (field.kind === 'text' && literal.kind === 'string') {
    const wanted = folded(literal.value);
    return (row) => {
      const value = field.read(row, books);
      if (value === null) return null;
      // Folding is the costly part, and most rows of a large list are equal to the letter.
      return value === literal.value ? 0 : order(folded(value), wanted);
    };
  }
  if (field.kind === 'guid' && literal.kind === 'guid') {
    return (row) => unlessNull(field.read(row, books), (value) => order(value, literal.value));
  }
  if (field.kind === 'decimal' && literal.kind === 'number') {
    const wanted = new Big(literal.value);
    return (row) => unlessNull(field.read(row, books), (value) => new Big(value).cmp(wanted));
  }
  if (field.kind === 'date' && literal.kind === 'datetime') {
    return (row) =>
      unlessNull(field.read(row, books), (value) => Date.parse(`${value}T00:00:00Z`) - literal.value);
  }
  if (field.kind === 'instant' && literal.kind === 'datetime') {
    return (row) => unlessNull(field.read(row), (value) => value - literal.value);
  }
  if (field.kind === 'boolean' && literal.kind === 'boolean') {
    return (row) => Number(field.read(row, books)) - Number(literal.value);
  }
  throw new QueryProblem(
    `Operator '${by}' incompatible with operand types '${TYPE[field.kind]}' and '${TYPE[literal.kind]}'`,
  );
}

/** What the .NET library that reads such clauses calls each kind of operand. */
const TYPE: Readonly<Record<Field<unknown>['kind'] | Literal['kind'], string>> = {
  text: 'String',
  string: 'String',
  guid: 'Guid',
  decimal: 'Decimal',
  number: 'Int32',
  date: 'DateTime',
  instant: 'DateTime',
  datetime: 'DateTime',
  boolean: 'Boolean',
  null: 'Object',
};

function unlessNull<T>(value: T | null, compare: (value: T) => number): number | null {
  return value === null ? null : compare(value);
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const ASCII = /^[ -~]*$/;

/** Text without letter case and accents. Plain ASCII, the usual case, skips the costly normalisation. */
function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
