/** What happened in one seed, line by line, with the simulated time. */
export type Story = { tell(line: string): void; readonly lines: readonly string[] };

/** Keeps every line; `show` is told each as it comes. */
export function createStory(now: () => Date, show?: (line: string) => void): Story {
  const lines: string[] = [];
  return {
    lines,
    tell(line) {
      const text = `${now().toISOString().slice(5, 23).replace('T', ' ')}  ${line}`;
      lines.push(text);
      show?.(text);
    },
  };
}
