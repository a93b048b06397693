import { expect, test } from 'vitest';
import { readDate, readInstant, writeModifiedSince } from './dates.ts';

test.each([
  ['/Date(1541176290160+0000)/', '2018-11-02T16:31:30.160Z'],
  ['/Date(1552326816230)/', '2019-03-11T17:53:36.230Z'],
  ['/Date(1541176290160+1300)/', '2018-11-02T16:31:30.160Z'],
  ['/Date(-62135596800000+0000)/', '0001-01-01T00:00:00.000Z'],
  ['/Date(0+0000)/', '1970-01-01T00:00:00.000Z'],
  ['2019-12-07T18:46:19.5165400', '2019-12-07T18:46:19.516Z'],
  ['2018-11-02 16:31:30+00:00', '2018-11-02T16:31:30.000Z'],
  ['2018-11-02T16:31:30+13:00', '2018-11-02T03:31:30.000Z'],
  ['2018-11-02', '2018-11-02T00:00:00.000Z'],
])('reads the instant %s', (text, expected) => {
  expect(readInstant(text)?.toISOString()).toBe(expected);
});

test.each([
  ['/Date(1539993600000+0000)/', '2018-10-20'],
  ['/Date(-3600000+0000)/', '1969-12-31'],
  ['2018-10-20T00:00:00', '2018-10-20'],
  ['2018-10-20T00:00:00+13:00', '2018-10-20'],
])('reads the accounting date %s in no zone', (text, expected) => {
  expect(readDate(text)).toBe(expected);
});

test.each(['', 'soon', '/Date(x)/', '/Date(999999999999999)/', '2018-13-40', '23 April 2019'])(
  'refuses "%s"',
  (text) => {
    expect(readInstant(text)).toBeNull();
    expect(readDate(text)).toBeNull();
  },
);

test('asks for changes to the second, as Xero documents it', () => {
  expect(writeModifiedSince(new Date('2026-05-01T10:00:00.999Z'))).toBe('2026-05-01T10:00:00');
});
