import { XeroError, type XeroLimit } from '../error.ts';

const NAMES: readonly XeroLimit[] = ['minute', 'day', 'concurrent', 'appminute'];

/** What the headers of a 429 said; null where they said nothing. */
type Headers = {
  problem: string | null;
  left: { minute: number | null; day: number | null; app: number | null };
  retryAfterSeconds: number | null;
};

/**
 * Which limit a 429 is about. Xero's name for the app's minute is not known for sure, and a name may be missing: then the
 * count that has run out tells, and failing that the most careful guess, which slows everybody.
 */
export function limitOf({ problem, left, retryAfterSeconds }: Headers): XeroLimit {
  const named = problem?.trim().toLowerCase();
  const known = NAMES.find((name) => name === named);
  if (known) return known;
  if (named?.includes('app')) return 'appminute';
  if (left.day === 0) return 'day';
  if (left.minute === 0) return 'minute';
  if (left.app === 0 || named) return 'appminute';
  return retryAfterSeconds === null ? 'concurrent' : 'minute';
}

/**
 * The error for a call that a limit does not let through, in words that say until when. `now` turns seconds into an
 * instant; without it the seconds are told.
 */
export function refusedBy(
  limit: XeroLimit,
  details: { retryAfterSeconds: number | null; now: Date | null } & ConstructorParameters<
    typeof XeroError
  >[2],
): XeroError {
  const { now, ...rest } = details;
  return new XeroError('rate_limited', `${WORDS[limit]}${until(rest.retryAfterSeconds, now)}`, {
    ...rest,
    limit,
  });
}

const WORDS: Record<XeroLimit, string> = {
  minute: 'The calls that Xero allows for this organisation in a minute are used up.',
  day: 'The calls that Xero allows for this organisation in a day are used up, or what is left is kept for payments.',
  concurrent: 'More calls to this organisation were under way at once than Xero allows.',
  appminute: 'The calls that Xero allows for all organisations together in a minute are used up.',
};

function until(seconds: number | null, now: Date | null): string {
  if (seconds === null) return '';
  if (!now) return ` It takes calls again in ${seconds} seconds.`;
  const end = new Date(now.getTime() + seconds * 1000).toISOString();
  return ` It takes calls again from ${end.slice(0, 10)} ${end.slice(11, 16)} UTC.`;
}
