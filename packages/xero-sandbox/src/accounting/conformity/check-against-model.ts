import * as models from 'xero-node';
import { SENT_BESIDE_THE_MODEL } from './exceptions.ts';

/** The field names, as `Model.Field`, that answers were seen to carry. */
export type Seen = Set<string>;

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

/**
 * Walks an answer beside the official SDK's model of that name and says what does not fit: a field that the model
 * lacks, a value of another type, a value that its enumeration lacks, a date in another form. Each field met on
 * the way is added to `seen`.
 */
export function checkAgainstModel(modelName: string, body: unknown, seen: Seen = new Set()): string[] {
  return [...new Set(check(modelName, body, modelName, seen))];
}

/** The fields of a model as `Model.Field`; ends in an error when the SDK has none of that name. */
export function fieldsOfModel(modelName: string): string[] {
  const attributes = attributesOf(modelName);
  if (!attributes) throw new Error(`The SDK has no model ${modelName}.`);
  return attributes.map(({ baseName }) => `${modelName}.${baseName}`);
}

function check(type: string, value: unknown, path: string, seen: Seen): string[] {
  const item = /^Array<(.+)>$/.exec(type)?.[1];
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${path}: a list is wanted, not ${show(value)}`];
    return value.flatMap((each) => check(item, each, path, seen));
  }
  const attributes = attributesOf(type);
  if (attributes) return checkFields(type, attributes, value, path, seen);
  const legal = legalValues(type);
  if (legal)
    return typeof value === 'string' && legal.has(value) ? [] : [`${path}: ${show(value)} is no ${type}`];
  return fits(type, value, path) ? [] : [`${path}: ${type} is wanted, not ${show(value)}`];
}

function checkFields(
  model: string,
  attributes: readonly Attribute[],
  value: unknown,
  path: string,
  seen: Seen,
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path}: ${model} is wanted, not ${show(value)}`];
  return Object.entries(value).flatMap(([name, field]) => {
    const qualified = `${model}.${name}`;
    const attribute = attributes.find(({ baseName }) => baseName === name);
    if (attribute) {
      seen.add(qualified);
      return check(attribute.type, field, qualified, seen);
    }
    const type = SENT_BESIDE_THE_MODEL[qualified] ?? (path === model ? ENVELOPE[name] : undefined);
    if (type === undefined) return [`${qualified}: the model has no such field`];
    seen.add(qualified);
    return check(type, field, qualified, seen);
  });
}

/** What stands around the rows of every answer; the SDK's models of lists leave it out. */
const ENVELOPE: Readonly<Record<string, string>> = {
  Id: 'string',
  Status: 'string',
  ProviderName: 'string',
  DateTimeUTC: 'Date',
};

/** The SDK calls many dates text, but what Xero sends for them is of one form. */
const DATE = /(^|[a-z.])Date(UTC)?$/;

function fits(type: string, value: unknown, path: string): boolean {
  if (type === 'number') return typeof value === 'number';
  if (type === 'boolean') return typeof value === 'boolean';
  if (type !== 'string' && type !== 'Date') return false;
  if (typeof value !== 'string') return false;
  return type === 'string' && !DATE.test(path) ? true : /^\/Date\(-?\d+(\+0000)?\)\/$/.test(value);
}

function attributesOf(model: string): readonly Attribute[] | undefined {
  const found = lookUp(model);
  return found && 'attributeTypeMap' in found ? (found.attributeTypeMap as readonly Attribute[]) : undefined;
}

function legalValues(type: string): ReadonlySet<string> | undefined {
  const [model = '', name] = type.split('.');
  const holder = lookUp(model);
  const values = name === undefined ? holder : holder && (Reflect.get(holder, name) as object | undefined);
  if (!values || typeof values === 'function') return undefined;
  // Each entry is there both ways round; the name of a value is its letters and digits, with _ before a digit.
  const named = (name: string, value: string) =>
    name === value || name === value.replace(/[-_ ]/g, '') || name === `_${value}` || value === '';
  const entries = Object.entries(values as Record<string, string>);
  return new Set(entries.flatMap(([key, value]) => (named(key, value) ? [value] : [])));
}

function lookUp(name: string): object | undefined {
  const found: unknown = Reflect.get(models, name);
  return (typeof found === 'object' && found !== null) || typeof found === 'function' ? found : undefined;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
