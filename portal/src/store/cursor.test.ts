import { expect, test } from 'vitest';
import { z } from 'zod';
import { PortalError } from '../errors.ts';
import { readCursor, writeCursor } from './cursor.ts';

const CHECKS: [z.ZodISODateTime, z.ZodUUID] = [z.iso.datetime(), z.uuid()];
const ID = '0190b5a4-0000-7000-8000-000000000000';

test('a cursor gives back the values it was made of, and no cursor gives none', () => {
  const cursor = writeCursor(['2026-03-02T09:00:00.000Z', ID]);
  expect(readCursor(cursor, CHECKS)).toEqual(['2026-03-02T09:00:00.000Z', ID]);
  expect(readCursor(undefined, CHECKS)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['no JSON', 'x'],
  ['another shape', Buffer.from('{"a":1}').toString('base64url')],
  ['null', Buffer.from('null').toString('base64url')],
  ['too few values', writeCursor(['2026-03-02T09:00:00.000Z'])],
  ['too many values', writeCursor(['2026-03-02T09:00:00.000Z', ID, ID])],
  ['a date that is none', writeCursor(['yesterday', ID])],
  ['a day that does not exist', writeCursor(['2026-02-30T09:00:00.000Z', ID])],
  ['an id that is none', writeCursor(['2026-03-02T09:00:00.000Z', 'x'])],
  ['a NUL', writeCursor(['2026-03-02T09:00:00.000Z', `${ID}\0`])],
  ['a number', Buffer.from(`[1,"${ID}"]`).toString('base64url')],
])('a forged cursor with %s is answered as wrong input', (_what, cursor) => {
  const read = () => readCursor(cursor, CHECKS);
  expect(read).toThrow(PortalError);
  expect(read).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
