import { expect, it } from 'vitest';
import { answerOf } from './answer.ts';
import { createBudget, DayNearlyUsed } from './budget.ts';

/** Time that stands still until it is passed. */
function stillTime() {
  let now = 1_000_000;
  const waits: number[] = [];
  return {
    waits,
    moves: true,
    now: () => now,
    pass: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

const answer = (status: number, headers: Record<string, string>) =>
  answerOf(status, new Headers(headers), '');

it('The 56th call waits until the first is a minute old', async () => {
  const time = stillTime();
  const budget = createBudget(time);
  for (let call = 0; call < 55; call += 1) await budget.admit(false);
  expect(time.waits).toEqual([]);
  await budget.admit(false);
  expect(time.waits).toEqual([60_000]);
});

it('With next to nothing left of the minute, by Xero’s word, the next call waits', async () => {
  const time = stillTime();
  const budget = createBudget(time);
  budget.note(answer(200, { 'x-minlimit-remaining': '2' }));
  await budget.admit(false);
  expect(time.waits).toEqual([60_000]);
});

it('A refusal is sat out as long as it says', async () => {
  const time = stillTime();
  const budget = createBudget(time);
  budget.note(answer(429, { 'retry-after': '17' }));
  await budget.admit(false);
  expect(time.waits).toEqual([17_000]);
});

it('With the day nearly used only tidying up goes on', async () => {
  const budget = createBudget(stillTime());
  budget.note(answer(200, { 'x-daylimit-remaining': '60' }));
  await expect(budget.admit(false)).rejects.toThrow(DayNearlyUsed);
  await expect(budget.admit(true)).resolves.toBeUndefined();
});
