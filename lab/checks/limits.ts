import type { Answer } from '../answer.ts';
import type { Theme } from '../check.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';

const HEADERS = ['x-minlimit-remaining', 'x-daylimit-remaining', 'x-appminlimit-remaining'] as const;
/** One more than Xero's 60 a minute, and some that a window's turn may swallow. */
const ENOUGH = 130;

/** A 429 for the minute's limit, met on purpose once; ends in Skip when that was not asked for. */
export function refusedMinute(xero: Xero): Promise<Answer> {
  return xero.shared('refused minute', async () => {
    if (!xero.target.provoke) throw new Skip('uses up a minute’s calls; --provoke-limit does');
    for (let calls = 0; calls < ENOUGH; calls += 1) {
      const answer = await xero.once('Organisation');
      if (answer.status === 429) return answer;
    }
    throw new Skip(`${ENOUGH} calls in a row met no limit`);
  });
}

/** What a client learns of its limits without meeting them, and of one that it meets. */
export const limits: Theme = {
  title: 'Limits',
  needs: ['accounting.settings'],
  checks: [
    {
      id: 'remaining-headers',
      about: 'Every answer says what is left of the minute, the day and the app’s minute',
      behaviours: [21],
      expected: 'three whole numbers',
      async run(xero) {
        const { headers } = await xero.get('Organisation');
        const missing = HEADERS.filter((name) => !/^\d+$/.test(headers.get(name) ?? ''));
        return missing.length === 0 ? 'three whole numbers' : `without ${missing.join(', ')}`;
      },
    },
    {
      id: 'remaining-on-404',
      about: 'A call that finds nothing says it too',
      behaviours: [21],
      expected: 'three whole numbers',
      needs: ['accounting.invoices'],
      async run(xero) {
        const { headers } = await xero.get(`Invoices/${xero.written.nobody}`);
        const missing = HEADERS.filter((name) => !/^\d+$/.test(headers.get(name) ?? ''));
        return missing.length === 0 ? 'three whole numbers' : `without ${missing.join(', ')}`;
      },
    },
    {
      id: 'remaining-decreases',
      about: 'The day’s number goes down with each call',
      behaviours: [21],
      expected: 'down by one',
      async run(xero) {
        const left = async () => Number((await xero.get('Organisation')).headers.get('x-daylimit-remaining'));
        const [first, second] = [await left(), await left()];
        return second === first - 1 ? 'down by one' : second < first ? 'down by more' : 'not down';
      },
    },
    {
      id: 'correlation-id',
      about: 'Every answer carries a correlation id',
      behaviours: [21],
      expected: 'xero-correlation-id',
      async run(xero) {
        const { headers } = await xero.get('Organisation');
        return (
          ['xero-correlation-id', 'x-correlation-id'].filter((name) => headers.has(name)).join(', ') || 'none'
        );
      },
    },
    {
      id: 'refused-minute',
      about: 'One call too many within a minute',
      behaviours: [22],
      expected: '429, problem minute, Retry-After in seconds',
      last: true,
      async run(xero) {
        const { status, headers } = await refusedMinute(xero);
        const wait = headers.get('retry-after') ?? '';
        return `${status}, problem ${headers.get('x-rate-limit-problem')}, ${/^\d{1,2}$/.test(wait) ? 'Retry-After in seconds' : `Retry-After '${wait}'`}`;
      },
    },
  ],
};
