import type { Call } from '../call.ts';
import { Element } from './element.ts';
import { readXml } from './read-xml.ts';
import { noDataProcessed, postDataInvalid } from './write-problem.ts';

/** The largest body that Xero takes (Xero's documentation of request limits). */
const LARGEST_BYTES = 10 * 1024 * 1024;

const DEEPEST = 32;

/**
 * The elements that a call sent: one bare object, a bare list, or a list under the collection's name, all three as
 * Xero's own SDKs send them, or the same as XML when its Content-Type says so. Ends in a WriteProblem for a body that is
 * no such thing, is too large, or has none.
 */
export function elementsOf(call: Call, collection: string): Element[] {
  const body = readBody(call);
  const listed = Array.isArray(body) ? body : (new Element(body).list(collection) ?? [body]);
  const elements = listed.map((each) => new Element(each));
  if (elements.every((element) => element.isEmpty)) throw noDataProcessed(collection);
  return elements;
}

/** The one object that a call sent, bare or as the only one of its collection. */
export function elementOf(call: Call, collection: string): Element {
  const [first] = elementsOf(call, collection);
  if (!first) throw noDataProcessed(collection);
  return first;
}

function readBody({ body, contentType }: Call): object {
  const form = /\bxml\b/i.test(contentType) ? 'XML' : 'JSON';
  if (body.length > LARGEST_BYTES) throw postDataInvalid(' The request body is larger than 10 MB.', form);
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = form === 'XML' ? readXml(text, DEEPEST) : readJson(text);
  } catch {
    throw postDataInvalid(' The request body cannot be read.', form);
  }
  if (value === null || typeof value !== 'object' || isTooDeep(value, DEEPEST)) {
    throw postDataInvalid(' The request body must be an object or a list of objects.', form);
  }
  return value;
}

/** Reads JSON without turning a number into a float: each stays the text that was sent. */
function readJson(text: string): unknown {
  return JSON.parse(text, keepNumber as (name: string, value: unknown) => unknown);
}

function keepNumber(_: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  return typeof value === 'number' ? JSON.rawJSON(source) : value;
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((each) => isTooDeep(each, left - 1));
}
