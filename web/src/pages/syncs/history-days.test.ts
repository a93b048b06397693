import { expect, test } from 'vitest';
import { instantsOfDays } from './history-days.ts';

test('days begin and end by the clocks of the zone, the last one counted in', () => {
  expect(instantsOfDays({ from: '2026-03-01', until: '2026-03-02' }, 'Pacific/Auckland')).toEqual({
    from: '2026-02-28T11:00:00.000Z',
    until: '2026-03-02T11:00:00.000Z',
  });
});

test('a day on which the clocks change is as long as it is', () => {
  expect(instantsOfDays({ from: '2026-04-05', until: '2026-04-05' }, 'Pacific/Auckland')).toEqual({
    from: '2026-04-04T11:00:00.000Z',
    until: '2026-04-05T12:00:00.000Z',
  });
});

test('a day that is absent or none leaves its end open', () => {
  expect(instantsOfDays({}, 'UTC')).toEqual({});
  expect(instantsOfDays({ from: 'yesterday', until: '2026-02-30' }, 'UTC')).toEqual({});
  expect(instantsOfDays({ from: '2026-03-01' }, 'UTC')).toEqual({ from: '2026-03-01T00:00:00.000Z' });
});
