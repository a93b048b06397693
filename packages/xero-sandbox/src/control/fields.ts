import { isDecimal } from '../books/money.ts';

/** A body that makes no sense; the message names the field. */
export class FieldProblem extends Error {
  readonly field: string;

  constructor(field: string, wanted: string) {
    super(`${field} must be ${wanted}.`);
    this.name = 'FieldProblem';
    this.field = field;
  }
}

/** A JSON object whose fields are read one by one; every reader ends in a FieldProblem on nonsense. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;

  constructor(value: unknown, path = '') {
    if (!isObject(value)) throw new FieldProblem(path || 'The body', 'a JSON object');
    this.#values = value;
    this.#path = path;
  }

  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== 'string' || value === '') throw this.#problem(name, 'text');
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.#problem(name, 'text');
    return value;
  }

  optionalDate(name: string): string | undefined {
    const value = this.optionalText(name);
    if (value !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(value))
      throw this.#problem(name, 'a date like 2026-01-31');
    return value;
  }

  /** A date, or null for none; missing is no answer. */
  dateOrNull(name: string): string | null {
    if (this.#values[name] === null) return null;
    const value = this.optionalDate(name);
    if (value === undefined) throw this.#problem(name, 'a date like 2026-01-31 or null');
    return value;
  }

  /** An instant as ISO 8601 with its zone, in milliseconds UTC. */
  optionalInstant(name: string): number | undefined {
    const value = this.optionalText(name);
    if (value === undefined) return undefined;
    const instant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(instant)) throw this.#problem(name, 'an instant like 2026-01-31T12:00:00Z');
    return instant;
  }

  decimal(name: string): string {
    const value = this.optionalDecimal(name);
    if (value === undefined) throw this.#problem(name, DECIMAL);
    return value;
  }

  optionalDecimal(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || !isDecimal(value)) throw this.#problem(name, DECIMAL);
    return value;
  }

  /** A whole number from `least` upwards. */
  optionalWhole(name: string, least: number): number | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
      throw this.#problem(name, `a whole number from ${least} upwards`);
    }
    return value;
  }

  /** The same from a query, whose values are all text. */
  optionalWholeText(name: string, least: number): number | undefined {
    const value = this.optionalText(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : -1;
    if (number < least) throw this.#problem(name, `a whole number from ${least} upwards`);
    return number;
  }

  optionalFlag(name: string): boolean | undefined {
    const value = this.#values[name];
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.#problem(name, 'true or false');
  }

  optionalOneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw this.#problem(name, `one of ${choices.join(', ')}`);
    return choice;
  }

  /** One of the choices; missing is no answer. */
  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const choice = this.optionalOneOf(name, choices);
    if (choice === undefined) throw this.#problem(name, `one of ${choices.join(', ')}`);
    return choice;
  }

  flag(name: string): boolean {
    const value = this.optionalFlag(name);
    if (value === undefined) throw this.#problem(name, 'true or false');
    return value;
  }

  whole(name: string, least: number): number {
    const value = this.optionalWhole(name, least);
    if (value === undefined) throw this.#problem(name, `a whole number from ${least} upwards`);
    return value;
  }

  /** A code of three letters, or empty text for none. */
  optionalCurrency(name: string): string | undefined {
    const value = this.optionalText(name);
    if (value && !/^[A-Z]{3}$/.test(value)) throw this.#problem(name, 'a currency like NZD');
    return value;
  }

  optionalObject(name: string): Fields | undefined {
    const value = this.#values[name];
    return value === undefined ? undefined : new Fields(value, `${this.#path}${name}.`);
  }

  optionalObjects(name: string): Fields[] | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#problem(name, 'a list');
    return value.map((item, index) => new Fields(item, `${this.#path}${name}[${index}].`));
  }

  /** A map from text to text, such as headers. */
  optionalTexts(name: string): Record<string, string> | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#problem(name, 'an object of texts');
    const entries = Object.entries(value).map(([key, item]): [string, string] => {
      if (typeof item !== 'string') throw this.#problem(`${name}.${key}`, 'text');
      return [key, item];
    });
    return Object.fromEntries(entries);
  }

  /** A list of texts. */
  optionalTextList(name: string): string[] | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#problem(name, 'a list of texts');
    return value.map((item, index) => {
      if (typeof item !== 'string') throw this.#problem(`${name}[${index}]`, 'text');
      return item;
    });
  }

  /** Whatever JSON the field holds; undefined when there is none of that name. */
  json(name: string): unknown {
    return this.#values[name];
  }

  /** The names of all fields. */
  names(): string[] {
    return Object.keys(this.#values);
  }

  /** Ends in a FieldProblem when there is a field that is none of these. */
  only(...names: string[]): void {
    const stranger = Object.keys(this.#values).find((name) => !names.includes(name));
    if (stranger !== undefined)
      throw this.#problem(
        stranger,
        names.length > 0 ? `left out: known are ${names.join(', ')}` : 'left out',
      );
  }

  #problem(name: string, wanted: string): FieldProblem {
    return new FieldProblem(`${this.#path}${name}`, wanted);
  }
}

const DECIMAL = 'decimal text like "12.50"';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
