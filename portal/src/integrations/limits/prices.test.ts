import { describe, expect, test } from 'vitest';
import { extrapolate, fittingTiers, priceOf, shareOf, TIERS, toDollars } from './prices.ts';

const GIGABYTE = 1_000_000_000n;
const [STARTER, CORE, PLUS, ADVANCED] = TIERS;

describe('what a month costs at Xero', () => {
  test('is the tier’s price, and 2.40 for each gigabyte above the included ones, each begun cent whole', () => {
    expect(priceOf(STARTER, 500n * GIGABYTE)).toBe(0n);
    expect(priceOf(CORE, 10n * GIGABYTE)).toBe(3_500n);
    expect(priceOf(CORE, 10n * GIGABYTE + 1n)).toBe(3_501n);
    expect(priceOf(CORE, 14n * GIGABYTE)).toBe(3_500n + 960n);
    expect(priceOf(ADVANCED, 250n * GIGABYTE)).toBe(144_500n);
  });

  test('the cheapest tier is the one that allows so many organisations and calls and costs least with its bytes', () => {
    const cheapest = (connections: number, gigabytes: bigint, mostCallsADay = 100) =>
      fittingTiers({ connections, mostCallsADay, billedBytes: gigabytes * GIGABYTE })[0]?.name;
    expect(cheapest(5, 400n)).toBe('starter');
    expect(cheapest(5, 4n, 1_001)).toBe('core');
    expect(cheapest(6, 4n)).toBe('core');
    expect(cheapest(50, 900n)).toBe('core');
    expect(cheapest(51, 1n)).toBe('plus');
    expect(cheapest(1_000, 900n)).toBe('plus');
    expect(cheapest(1_001, 1n)).toBe('advanced');
    expect(cheapest(10_001, 1n)).toBeUndefined();
  });

  test('an organisation’s share is its part of the price, and of what lies above by its bytes', () => {
    const app = { connections: 70, mostCallsADay: 100, billedBytes: 60n * GIGABYTE };
    expect(shareOf(PLUS, app, 0n)).toBe(350n);
    expect(shareOf(PLUS, app, 30n * GIGABYTE)).toBe(350n + 1_200n);
    expect(shareOf(PLUS, { ...app, billedBytes: 0n }, 0n)).toBe(350n);
  });

  test('a month that began is told to its end, its first day as a whole one', () => {
    const month = new Date('2026-04-01T00:00:00Z');
    expect(extrapolate(100n, month, new Date('2026-04-16T00:00:00Z'))).toBe(200n);
    expect(extrapolate(100n, month, new Date('2026-04-01T00:10:00Z'))).toBe(3_000n);
  });

  test('cents are written as dollars', () => {
    expect([0n, 5n, 350n, 144_500n].map(toDollars)).toEqual(['0.00', '0.05', '3.50', '1445.00']);
  });
});
