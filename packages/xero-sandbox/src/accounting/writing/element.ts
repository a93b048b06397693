import Big from 'big.js';
import { checkDate } from '../../books/dates.ts';
import { isDecimal } from '../../books/money.ts';
import { dateOf } from './date.ts';
import { postDataInvalid } from './write-problem.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * One object that a call sent. Names are found in any letter case, null is the same as missing, and every reader
 * ends in a WriteProblem for a value of another type.
 */
export class Element {
  /** What was sent, as it was sent. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly #values = new Map<string, unknown>();

  constructor(value: unknown) {
    if (!isObject(value)) throw postDataInvalid(' An object was expected.');
    this.given = value;
    for (const [name, each] of Object.entries(value)) {
      if (each !== null) this.#values.set(name.toLowerCase(), each);
    }
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** The names of all that was given, in lower case. */
  names(): string[] {
    return [...this.#values.keys()];
  }

  has(name: string): boolean {
    return this.#get(name) !== undefined;
  }

  /** Text as it stands; a number counts as the text that it was written with. */
  text(name: string): string | undefined {
    const value = this.#get(name);
    if (value === undefined || typeof value === 'string') return value;
    const number = numberText(value);
    if (number === undefined) throw this.#wrong(name, 'text');
    return number;
  }

  /** Decimal text of a number or of text that holds one, exact to ten places; undefined for blank text. */
  decimal(name: string): string | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined || text === '') return undefined;
    if (!/^-?\d{1,30}(\.\d{1,100})?([eE][+-]?\d{1,2})?$/.test(text)) throw this.#wrong(name, 'a number');
    const exact = new Big(text).round(10, Big.roundHalfUp).toFixed();
    if (!isDecimal(exact)) throw this.#wrong(name, 'a number of at most 15 digits');
    return exact;
  }

  flag(name: string): boolean | undefined {
    const value = this.#get(name);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw this.#wrong(name, 'true or false');
  }

  /** A calendar date as `YYYY-MM-DD`. */
  date(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    try {
      return checkDate(dateOf(text) ?? '');
    } catch {
      throw this.#wrong(name, 'a date');
    }
  }

  /** An id in lower case; the id of nobody is the same as none. */
  guid(name: string): string | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined || text === '' || text === NOBODY) return undefined;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw this.#wrong(name, 'a GUID');
    return text;
  }

  /** One of the values, given in any letter case. */
  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    const value = values.find((each) => each.toLowerCase() === text.toLowerCase());
    if (value === undefined) throw this.#wrong(name, `one of ${values.join(', ')}`);
    return value;
  }

  element(name: string): Element | undefined {
    const value = this.#get(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.#wrong(name, 'an object');
    return new Element(value);
  }

  elements(name: string): Element[] | undefined {
    return this.list(name)?.map((each) => new Element(each));
  }

  list(name: string): unknown[] | undefined {
    const value = this.#get(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.#wrong(name, 'a list');
  }

  #get(name: string): unknown {
    return this.#values.get(name.toLowerCase());
  }

  #wrong(name: string, wanted: string) {
    return postDataInvalid(` ${name} must be ${wanted}.`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && numberText(value) === undefined
  );
}

/** The text of a number that was kept as it was written. */
function numberText(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && Object.isFrozen(value) && 'rawJSON' in value
    ? String(value.rawJSON)
    : undefined;
}
