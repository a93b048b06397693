/** Lays out rows under a heading: the first column to the left, the others to the right. */
export function table(title: string, headings: string[], rows: string[][]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const write = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return `\n${title}\n\n${lines.map((line) => `  ${write(line)}`).join('\n')}\n`;
}

export const whole = (value: number) => Math.round(value).toLocaleString('en');
export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
export const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MB`;
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
export const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
