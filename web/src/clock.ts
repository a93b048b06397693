/** The browser's clock: the one place where the pages ask what time it is. */
export const systemClock = {
  now: (): Date => new Date(),
};
