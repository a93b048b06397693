import type { Fields } from './fields.ts';

/** Reads a body that is a name and nothing else. */
export function readName(body: Fields): string {
  body.only('name');
  return body.text('name');
}
