import type { Overrides } from './accounting/overrides.ts';
import type { IdempotentAnswers } from './accounting/writing/idempotency.ts';
import type { Books } from './books/books.ts';
import type { AdjustableClock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Latency } from './faults/latency.ts';
import type { Identity } from './identity/identity.ts';
import type { Limiter } from './limits/limits.ts';
import type { RequestLog } from './log/log.ts';
import type { StateFile } from './saved/state-file.ts';
import type { Switches } from './switches.ts';
import type { RunningWebhooks } from './webhooks/webhooks.ts';

/** All parts of one running sandbox, as its routes need them. */
export interface Context {
  readonly identity: Identity;
  readonly organisations: readonly Books[];
  readonly clock: AdjustableClock;
  readonly limiter: Limiter;
  readonly faults: Faults;
  readonly latency: Latency;
  readonly overrides: Overrides;
  readonly answers: IdempotentAnswers;
  readonly log: RequestLog;
  /** Whether the log keeps what writes sent. */
  readonly keepBodies: boolean;
  readonly state: StateFile;
  readonly switches: Switches;
  readonly webhooks: RunningWebhooks;
  /** What the reset of a demo company does: new books under a new tenant id, which nobody has connected yet. */
  resetOrganisation(books: Books): Books;
}

/** The organisation with that tenant id or name. */
export function findBooks(context: Context, tenantIdOrName: string): Books | undefined {
  return context.organisations.find(
    ({ organisation }) =>
      organisation.tenantId === tenantIdOrName.toLowerCase() || organisation.name === tenantIdOrName,
  );
}
