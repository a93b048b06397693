import { DOMParser, type Element as Node } from '@xmldom/xmldom';
import { singular } from '../xml.ts';

/** Lists that clients send empty, as `<Phones />`, which would otherwise be a text without a letter. */
const LISTS = new Set([
  'Addresses',
  'Allocations',
  'Attachments',
  'ContactGroups',
  'ContactPersons',
  'CreditNotes',
  'LineItems',
  'Overpayments',
  'Payments',
  'Phones',
  'Prepayments',
  'Tracking',
]);

/**
 * Reads XML as the JSON that says the same, every value as text: an element that holds elements of its singular name is
 * a list, as `Invoices` of `Invoice` (Xero's documentation of requests, and pyxero, which writes nothing else). Ends in an
 * error for what is no XML, declares a document type, or is more than `deepest` elements deep.
 */
export function readXml(text: string, deepest: number): unknown {
  const document = new DOMParser({ onError: stop }).parseFromString(text, 'text/xml');
  const root = document.documentElement;
  if (!root || document.doctype) throw new Error('The text has no root element, or a document type.');
  return nodeValue(root, deepest);
}

function nodeValue(node: Node, left: number): unknown {
  if (left === 0) throw new Error('The elements are too deep.');
  const children = Array.from(node.children);
  const name = node.localName ?? '';
  if (children.length === 0) {
    const text = node.textContent ?? '';
    return text === '' && LISTS.has(name) ? [] : text;
  }
  const values = children.map((child) => [child.localName ?? '', nodeValue(child, left - 1)] as const);
  if (values.every(([each]) => each === singular(name))) return values.map(([, value]) => value);
  return Object.fromEntries(values);
}

function stop(_: string, message: string): never {
  throw new Error(message);
}
