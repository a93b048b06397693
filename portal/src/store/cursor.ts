import { z } from 'zod';
import { PortalError } from '../errors.ts';

/** Where the next page of a list begins: the sort values of the last row shown, in a form that is no promise to anyone. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values of a cursor, each as its check in `values` makes it, or null without one: a cursor comes back from outside.
 * @throws PortalError `invalid_input` for one that was not made here.
 */
export function readCursor<Checks extends [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  values: Checks,
): z.output<z.ZodTuple<Checks>> | null {
  if (cursor === undefined) return null;
  try {
    return z.tuple(values).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new PortalError(
      'invalid_input',
      'This place in the list no longer exists. Start again from its first page.',
      { fields: { cursor: 'Not a cursor of this list.' }, cause },
    );
  }
}
