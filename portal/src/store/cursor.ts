import { PortalError } from '../errors.ts';

/** Where the next page of a list begins: the sort values of the last row shown, in a form that is no promise to anyone. */
export function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor, or null without one. @throws PortalError `invalid_input` for one that was not made here. */
export function readCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string')
    )
      return values;
  } catch {
    // Falls through to the one answer for every cursor that makes no sense.
  }
  throw new PortalError(
    'invalid_input',
    'This place in the list no longer exists. Start again from its first page.',
    { fields: { cursor: 'Not a cursor of this list.' } },
  );
}
