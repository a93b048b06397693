import type { CallLimiter, XeroAddresses, XeroOAuth } from '@ledgerport/xero';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Secrets } from './store/secrets.ts';
import type { Store } from './store/store.ts';

/** What every verb works with; made once at start. */
export type Services = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly jobs: Jobs;
  readonly xero: {
    readonly oauth: XeroOAuth;
    readonly addresses: XeroAddresses;
    readonly limiter: CallLimiter;
    /** Rows that a page of a read has; left out: the most that Xero gives. Small ones make small books many pages long. */
    readonly pageSize?: number;
  };
};
