import { type TenantUse, UNUSED } from '@ledgerport/xero';

/** What befalls an organisation on the simulated day. */
export type Kind =
  | 'ordinary'
  /** Connected today: its books are read for the first time. */
  | 'first_read'
  /** Large books in which much changes every hour. */
  | 'busy'
  /** Access ends with a 403; a person brings it back some hours later. */
  | 'lost'
  /** Xero answers 503 for some hours. */
  | 'outage'
  /** The day's calls are used up. */
  | 'day_limit';

export type Organisation = {
  id: string;
  kind: Kind;
  /** When its trouble, or its first read, begins and ends: milliseconds of the day. */
  from: number;
  to: number;
  /** Calls of its first read, or of each run of a busy one. */
  calls: number;
  /** The hour of UTC at which its working day begins. */
  opensAt: number;
  /** The hour of the run that also reads what is read once a day. */
  dailyHour: number;
  use: Mutable<TenantUse> & { ended: number[] };
  state: 'idle' | 'queued' | 'running' | 'off';
  nextAt: number;
  failures: number;
  hasReadAll: boolean;
};

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const HOUR = 3_600_000;
const HUGE = 0.01;
const FAILING = 0.005;

/** The fleet: 1 % are huge, half of them by a first read of 300 to 3,000 calls; 0.5 % fail; the rest is ordinary. */
export function createFleet(count: number, random: () => number): Organisation[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kindOf(random());
    const from = Math.floor(random() * 16 * HOUR);
    const lasts = (least: number, most: number) => from + (least + random() * (most - least)) * HOUR;
    return {
      // Ids as they are given out: what the slot's hash makes of them spreads the runs over the hour.
      id: idOf(index, random),
      kind,
      from,
      to: lasts(kind === 'outage' ? 1 : 2, 8),
      calls: kind === 'first_read' ? 300 + Math.floor(random() * 2_701) : 10 + Math.floor(random() * 91),
      opensAt: Math.floor(random() * 24),
      dailyHour: Math.floor(random() * 24),
      use: { ...UNUSED, ended: [] },
      state: kind === 'first_read' ? 'off' : 'idle',
      nextAt: 0,
      failures: 0,
      hasReadAll: kind !== 'first_read',
    };
  });
}

function kindOf(share: number): Kind {
  if (share < HUGE / 2) return 'first_read';
  if (share < HUGE) return 'busy';
  if (share >= HUGE + FAILING) return 'ordinary';
  const failing = (share - HUGE) / FAILING;
  return failing < 1 / 3 ? 'lost' : failing < 2 / 3 ? 'outage' : 'day_limit';
}

function idOf(index: number, random: () => number): string {
  const hex = (length: number) =>
    Math.floor(random() * 16 ** length)
      .toString(16)
      .padStart(length, '0');
  return `${index.toString(16).padStart(8, '0')}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
