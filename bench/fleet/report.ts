import { table, whole } from '../table.ts';
import type { Organisation } from './organisations.ts';
import type { Summary } from './summary.ts';

const KINDS: Record<Organisation['kind'], string> = {
  ordinary: 'ordinary',
  busy: 'huge: a day full of changes',
  first_read: 'huge: first read today',
  lost: 'failing: 403 until reconnected',
  outage: 'failing: 503 for hours',
  day_limit: 'failing: the day’s calls used up',
};
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** The simulated days side by side, as tables for a terminal. */
export function fleetTables(days: Summary[]): string {
  const headings = ['', ...days.map(({ webhooks }) => (webhooks ? 'with webhooks' : 'by polling'))];
  const row = (name: string, tell: (day: Summary) => string) => [name, ...days.map(tell)];
  const spread = ({ half, most, all }: Summary['startedAfter']) => `${half} / ${most} / ${whole(all)} s`;
  const about = days[0]
    ? `${whole(days[0].organisations)} organisations on one app, a day`
    : 'No day was simulated';
  const overall = table(about, headings, [
    row('read within the hour, of all that Xero let be read', (day) => percent(day.readWithinTheHour)),
    row('the same with those that Xero refused', (day) => percent(day.readOfAll)),
    row('calls an organisation and day', (day) => day.callsADay.toFixed(1)),
    row('calls a minute, mean', (day) => whole(day.callsAMinute.mean)),
    row('calls a minute, most', (day) => whole(day.callsAMinute.most)),
    row('runs waiting for a place, mean', (day) => day.waiting.mean.toFixed(1)),
    row('runs waiting for a place, most', (day) => whole(day.waiting.most)),
    row('runs under way, mean', (day) => day.running.mean.toFixed(1)),
    row('runs under way, most', (day) => whole(day.running.most)),
    row('a run starts after: half, 99.9 %, all', (day) => spread(day.startedAfter)),
    row('and takes: half, 99.9 %, all', (day) => spread(day.endedAfter)),
    row('429s that the limiter let happen', (day) =>
      whole(Object.values(day.refused).reduce((sum, one) => sum + one, 0)),
    ),
  ]);
  const kinds = Object.keys(KINDS) as Organisation['kind'][];
  const byKind = table(
    'By kind: organisations, read within the hour, calls a day',
    headings,
    kinds.map((kind) =>
      row(KINDS[kind], ({ kinds }) => {
        const { organisations, readWithinTheHour, callsADay } = kinds[kind];
        return `${whole(organisations)}  ${percent(readWithinTheHour)}  ${whole(callsADay)}`;
      }),
    ),
  );
  return overall + byKind;
}
