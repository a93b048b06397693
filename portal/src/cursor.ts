import { PortalError } from './errors.ts';

/** Where a list goes on: the sort values of the last row shown, in a form that an address can carry. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The sort values in a cursor of `length` of them. @throws PortalError `invalid_input` for anything `writeCursor` did not make. */
export function readCursor(cursor: string, length: number): string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isPlace = Array.isArray(place) && place.length === length;
    if (isPlace && place.every((value) => typeof value === 'string' && !value.includes('\0'))) return place;
  } catch {
    // Told below, like every other cursor that is not ours.
  }
  throw new PortalError('invalid_input', 'This place in the list is not known. Start the list again.', {
    fields: { cursor: 'Leave it out to start again.' },
  });
}
