/** A scale of powers of ten, on which what is small stays to be seen beside what is large. */
export type ChartScale = { ticks: number[]; heightOf: (value: number) => number };

/**
 * The scale for `values` that are not negative: its ticks are powers of ten from `least` on, and `heightOf` gives a
 * share of the whole height, 0 for nothing. Whatever is more than nothing is seen.
 */
export function chartScale(values: readonly number[], least: number): ChartScale {
  const most = Math.max(...values, least);
  const decades = Math.max(1, Math.ceil(Math.log10(most / least) - 1e-9));
  const ticks = Array.from({ length: decades + 1 }, (_, power) => least * 10 ** power);
  const heightOf = (value: number) => {
    if (value <= 0) return 0;
    return Math.max(SEEN, Math.log10(Math.max(value, least) / least) / decades);
  };
  return { ticks, heightOf };
}

const SEEN = 0.04;

/** The middle one of `values` by size (the lower of two); null of none. */
export function median(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? null;
}
