import { QueryProblem } from '../problems.ts';
import { type Token, tokenise } from './tokens.ts';

export type Literal =
  | { readonly kind: 'string' | 'number' | 'guid'; readonly value: string }
  | { readonly kind: 'datetime'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type Comparator = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** A field, with its dots, and how many times it was lower-cased. */
export interface Operand {
  readonly field: string;
  readonly lowered: boolean;
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | {
      readonly kind: 'compare';
      readonly operand: Operand;
      readonly by: Comparator;
      readonly literal: Literal;
    }
  | { readonly kind: 'method'; readonly operand: Operand; readonly method: Method; readonly argument: string }
  | { readonly kind: 'field'; readonly operand: Operand };

type Method = 'Contains' | 'StartsWith' | 'EndsWith';

const DEEPEST = 100;

/** Reads a C#-like `where` clause into a tree; ends in a QueryProblem when it is malformed, or nested too deeply to read. */
export function parseWhere(clause: string): Condition {
  const parser = new Parser(tokenise(clause));
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#or();
    if (this.#peek().kind !== 'end') throw this.#unexpected();
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#accept('||') || this.#acceptWord('OR')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Condition {
    let left = this.#unary();
    while (this.#accept('&&') || this.#acceptWord('AND')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Condition {
    if (this.#depth > DEEPEST) throw new QueryProblem('Expression is nested too deeply');
    this.#depth += 1;
    const condition = this.#accept('!') ? this.#negation() : this.#primary();
    this.#depth -= 1;
    return condition;
  }

  #negation(): Condition {
    return { kind: 'not', inner: this.#unary() };
  }

  #primary(): Condition {
    if (!this.#accept('(')) return this.#comparison();
    const inner = this.#or();
    this.#expect(')');
    return inner;
  }

  #comparison(): Condition {
    const operand = this.#operand();
    if ('method' in operand) return operand;
    const token = this.#peek();
    if (!isComparator(token)) return { kind: 'field', operand };
    this.#position += 1;
    return { kind: 'compare', operand, by: token.text, literal: this.#literal() };
  }

  #operand(): Operand | Extract<Condition, { kind: 'method' }> {
    const names = [this.#name()];
    let lowered = false;
    while (this.#accept('.')) {
      const name = this.#name();
      if (!this.#accept('(')) {
        names.push(name);
        continue;
      }
      const operand = { field: names.join('.'), lowered };
      const method = METHODS.find((each) => each.toLowerCase() === name.toLowerCase());
      if (method) {
        const argument = this.#take('string');
        this.#expect(')');
        return { kind: 'method', operand, method, argument };
      }
      if (name.toLowerCase() !== 'tolower') throw new QueryProblem(`No applicable method '${name}' exists`);
      this.#expect(')');
      lowered = true;
    }
    return { field: names.join('.'), lowered };
  }

  #literal(): Literal {
    const token = this.#peek();
    this.#position += 1;
    if (token.kind === 'string' || token.kind === 'number') return { kind: token.kind, value: token.text };
    const word = token.kind === 'name' ? token.text.toLowerCase() : '';
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (word === 'null') return { kind: 'null' };
    if (word === 'guid') return { kind: 'guid', value: this.#argument().toLowerCase() };
    if (word === 'datetime') return { kind: 'datetime', value: this.#dateTime() };
    this.#position -= 1;
    throw this.#unexpected();
  }

  #argument(): string {
    this.#expect('(');
    const text = this.#take('string');
    this.#expect(')');
    return text;
  }

  #dateTime(): number {
    this.#expect('(');
    const parts = [Number(this.#take('number'))];
    while (this.#accept(',')) parts.push(Number(this.#take('number')));
    this.#expect(')');
    const [year, month, day, hour = 0, minute = 0, second = 0] = parts;
    const written = `${padded(year, 4)}-${padded(month)}-${padded(day)}T${padded(hour)}:${padded(minute)}:${padded(second)}`;
    const instant = Date.parse(`${written}Z`);
    // A day that its month does not have would roll over into the next one.
    if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(written)) {
      throw new QueryProblem('No applicable constructor exists in type DateTime');
    }
    return instant;
  }

  #name(): string {
    return this.#take('name');
  }

  #take(kind: Token['kind']): string {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#unexpected();
    this.#position += 1;
    return token.text;
  }

  #accept(operator: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'operator' || token.text !== operator) return false;
    this.#position += 1;
    return true;
  }

  #acceptWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.text.toUpperCase() !== word) return false;
    this.#position += 1;
    return true;
  }

  #expect(operator: string): void {
    if (!this.#accept(operator)) throw this.#unexpected();
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? END;
  }

  #unexpected(): QueryProblem {
    return new QueryProblem(`Syntax error at '${this.#peek().text}'`);
  }
}

function padded(part: number | undefined, length = 2): string {
  return String(part).padStart(length, '0');
}

const METHODS: readonly Method[] = ['Contains', 'StartsWith', 'EndsWith'];

const COMPARATORS: ReadonlySet<string> = new Set(['==', '!=', '>', '>=', '<', '<=']);

const END: Token = { kind: 'end', text: 'end of clause' };

function isComparator(token: Token): token is Token & { text: Comparator } {
  return token.kind === 'operator' && COMPARATORS.has(token.text);
}
