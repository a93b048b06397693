const WINDOW_SECONDS = 61;

/** The app's calls of the last minute by whole seconds, as the store counts them: a second counts until its last moment is a minute old. */
export function createAppWindow(): { count(now: number): void; sum(now: number): number } {
  const calls = new Uint32Array(WINDOW_SECONDS);
  let second = 0;
  let total = 0;
  const moveTo = (now: number) => {
    const target = Math.floor(now / 1000);
    for (let gone = Math.max(second, target - WINDOW_SECONDS); gone < target; gone += 1) {
      const place = (gone + 1) % WINDOW_SECONDS;
      total -= calls[place] ?? 0;
      calls[place] = 0;
    }
    second = Math.max(second, target);
  };
  return {
    count(now) {
      moveTo(now);
      calls[second % WINDOW_SECONDS] = (calls[second % WINDOW_SECONDS] ?? 0) + 1;
      total += 1;
    },
    sum(now) {
      moveTo(now);
      return total;
    },
  };
}
