import type { Books } from './books/books.ts';
import type { AdjustableClock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Identity } from './identity/identity.ts';
import type { Limiter } from './limits/limits.ts';
import type { RequestLog } from './log/log.ts';
import type { StateFile } from './saved/state-file.ts';

/** All parts of one running sandbox, as its routes need them. */
export interface Context {
  readonly identity: Identity;
  readonly organisations: readonly Books[];
  readonly clock: AdjustableClock;
  readonly limiter: Limiter;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly state: StateFile;
  /** Whether If-Modified-Since includes a row changed at that very instant. */
  readonly modifiedSince: 'inclusive' | 'exclusive';
  /** How long a replaced refresh token still works, in milliseconds. */
  readonly refreshGraceMs: number;
}

/** The organisation with that tenant id or name. */
export function findBooks(context: Context, tenantIdOrName: string): Books | undefined {
  return context.organisations.find(
    ({ organisation }) =>
      organisation.tenantId === tenantIdOrName.toLowerCase() || organisation.name === tenantIdOrName,
  );
}
