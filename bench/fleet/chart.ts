import type { Day } from './day.ts';
import { summarise } from './summary.ts';

const MINUTES = 1_440;
const WIDTH = 880;
const LEFT = 70;
const RIGHT = 130;
const PANEL = 170;
const FIRST_TOP = 96;
const GAP = 78;
const HEIGHT = FIRST_TOP + 2 * PANEL + GAP + 54;
/** A point of a line stands for so many minutes. */
const STEP = 5;

const THEMES = {
  light: {
    paper: '#ffffff',
    ink: '#1f2328',
    quiet: '#59636e',
    grid: '#d1d9e0',
    lines: ['#0969da', '#bc4c00'],
  },
  dark: {
    paper: '#0d1117',
    ink: '#f0f6fc',
    quiet: '#9198a1',
    grid: '#3d444d',
    lines: ['#58a6ff', '#f0883e'],
  },
} as const;

type Panel = { top: number; title: string; highest: number; series: number[][]; limit?: number };

/** A day of the fleet as a picture: calls a minute below Xero's limit, and runs that wait for a place. */
export function drawFleet(days: Day[], theme: keyof typeof THEMES): string {
  const colours = THEMES[theme];
  const calls = days.map(({ calls }) => inSteps(calls, mean));
  const waiting = days.map(({ waiting }) => inSteps(waiting, most));
  const panels: Panel[] = [
    { top: FIRST_TOP, title: 'Calls to Xero a minute', highest: 12_000, series: calls, limit: 10_000 },
    {
      top: FIRST_TOP + PANEL + GAP,
      title: 'Runs that wait for a place',
      highest: roundUp(Math.max(10, ...waiting.flat())),
      series: waiting,
    },
  ];
  if ((days[0]?.options.organisations ?? 0) < 50_000 && panels[0]) {
    panels[0].highest = roundUp(Math.max(10, ...calls.flat()));
    delete panels[0].limit;
  }
  const shares = days.map((day) => {
    const { readWithinTheHour } = summarise(day);
    const way = day.options.webhooks ? 'with webhooks' : 'by polling';
    return `${(readWithinTheHour * 100).toFixed(2)} % ${way}`;
  });
  const count = (days[0]?.options.organisations ?? 0).toLocaleString('en');
  const title = `${count} organisations, one app, one day`;
  const said = `Read to the end within the hour: ${shares.join(', ')}`;
  const parts = [
    text(LEFT, 34, title, colours.ink, 'start', 18, 600),
    text(LEFT, 58, said, colours.quiet, 'start', 13),
    ...panels.flatMap((panel) => drawPanel(panel, days, colours)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}. ${said}." font-family="system-ui, -apple-system, 'Segoe UI', sans-serif">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.paper}"/>
${parts.join('\n')}
</svg>
`;
}

function drawPanel(panel: Panel, days: Day[], colours: (typeof THEMES)[keyof typeof THEMES]): string[] {
  const { top, highest } = panel;
  const right = WIDTH - RIGHT;
  const x = (minute: number) => LEFT + ((right - LEFT) * minute) / MINUTES;
  const y = (value: number) => top + PANEL - (PANEL * Math.min(value, highest)) / highest;
  const parts = [text(LEFT, top - 14, panel.title, colours.ink, 'start', 13, 600)];
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const height = y(highest * part).toFixed(1);
    parts.push(`<path d="M${LEFT} ${height}H${right}" stroke="${colours.grid}" stroke-width="1"/>`);
    parts.push(
      text(LEFT - 10, Number(height) + 4, (highest * part).toLocaleString('en'), colours.quiet, 'end'),
    );
  }
  for (let hour = 0; hour <= 24; hour += 4)
    parts.push(
      text(x(hour * 60), top + PANEL + 20, `${String(hour).padStart(2, '0')}:00`, colours.quiet, 'middle'),
    );
  if (panel.limit) {
    const height = y(panel.limit).toFixed(1);
    parts.push(
      `<path d="M${LEFT} ${height}H${right}" stroke="${colours.ink}" stroke-width="1.5" stroke-dasharray="5 4"/>`,
      text(right + 10, Number(height) + 4, 'Xero’s limit', colours.ink, 'start'),
    );
  }
  const lines = panel.series.map((series, index) => {
    const colour = colours.lines[index % colours.lines.length] ?? colours.ink;
    const points = series.map((value, step) => `${x(step * STEP).toFixed(1)} ${y(value).toFixed(1)}`);
    parts.push(
      `<path d="M${points.join('L')}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>`,
    );
    const name = days[index]?.options.webhooks ? 'with webhooks' : 'by polling';
    // Below the limit's name, however close to it the line ends.
    return { name, colour, end: Math.max(y(series.at(-1) ?? 0), panel.limit ? y(panel.limit) + 16 : top) };
  });
  // From the lowest up, so that two names never stand on one another.
  let free = Number.POSITIVE_INFINITY;
  for (const { name, colour, end } of lines.sort((one, other) => other.end - one.end)) {
    const place = Math.min(end, free);
    free = place - 16;
    parts.push(text(right + 10, place + 4, name, colour, 'start', 12, 600));
  }
  return parts;
}

function text(
  x: number,
  y: number,
  words: string,
  colour: string,
  anchor: 'start' | 'middle' | 'end',
  size = 12,
  weight = 400,
): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${colour}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${words}</text>`;
}

function inSteps(minutes: number[], sum: (some: number[]) => number): number[] {
  return Array.from({ length: MINUTES / STEP }, (_, step) =>
    sum(Array.from({ length: STEP }, (_, minute) => minutes[step * STEP + minute] ?? 0)),
  );
}

const mean = (some: number[]) => some.reduce((total, one) => total + one, 0) / some.length;
const most = (some: number[]) => Math.max(...some);

function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 8, 10].map((times) => times * unit).find((round) => round >= value) ?? value;
}
