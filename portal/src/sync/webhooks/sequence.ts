/** What has arrived of the subscription's numbered events. */
export type Arrived = {
  /** All up to here arrived, or are given up; null before the first delivery. */
  contiguous: number | null;
  /** Ranges above it, apart from it and from each other, in order. */
  ahead: [first: number, last: number][];
  /** Since when numbers are missing. */
  gapSeenAt: Date | null;
};

/** More open gaps than any disorder explains: the numbers make no sense, so all of them are one gap. */
const MOST_RANGES = 100;

/**
 * Adds a delivery's range. Where the numbers begin is not known, so the first delivery is where they begin here.
 * `isNew` tells that its events were not known: below what has arrived, that is a late delivery of what was given up,
 * or a new subscription, whose numbers begin again. These cannot be told apart, so counting begins again at it. Whenever
 * counting begins, what was lost before shows in no gap: `restarted` says that anything may be missing.
 */
export function addRange(
  before: Arrived,
  range: { first: number; last: number },
  isNew: boolean,
  now: Date,
): { arrived: Arrived; restarted: boolean } {
  const { contiguous } = before;
  if (contiguous === null) return { arrived: startAt(range.last), restarted: true };
  if (range.last <= contiguous && isNew) return { arrived: startAt(range.last), restarted: true };
  if (range.last <= contiguous) return { arrived: before, restarted: false };
  const ahead: [number, number][] = [];
  let reached = contiguous;
  for (const [first, last] of [...before.ahead, [range.first, range.last] as const].sort(
    ([one], [other]) => one - other,
  )) {
    const open = ahead.at(-1);
    if (first <= reached + 1 && !open) reached = Math.max(reached, last);
    else if (open && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else ahead.push([first, last]);
  }
  const gapSeenAt = ahead.length > 0 ? (before.gapSeenAt ?? now) : null;
  return { arrived: { contiguous: reached, ahead: ahead.slice(-MOST_RANGES), gapSeenAt }, restarted: false };
}

/** Gives up what is missing: counting goes on behind the highest number that arrived. */
export function giveUpGaps(before: Arrived): Arrived {
  return startAt(before.ahead.at(-1)?.[1] ?? before.contiguous ?? 0);
}

function startAt(contiguous: number): Arrived {
  return { contiguous, ahead: [], gapSeenAt: null };
}
