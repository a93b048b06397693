import type { Query } from '../store/store.ts';
import { type AccessCode, accessProblem, gravityOf, isAccessCode } from './access-problems.ts';
import type { IntegrationKey } from './states.ts';

/** After a notice of something that comes and goes, the next one waits so long: a problem that flickers is one notice a day. */
export const QUIET_MS = 24 * 3_600_000;

/**
 * Notes that access is in trouble: begins a spell, or goes on with the one under way. A notice falls due once per
 * spell, and again only when it becomes graver than what was told: from waiting to something that a person has to do.
 * Call it inside the transaction that shows the problem. @param wasPaused what a spell that ends access goes back to
 */
export async function openSpell(
  query: Query,
  now: Date,
  key: IntegrationKey,
  code: AccessCode,
  wasPaused = false,
): Promise<void> {
  const before = await query
    .selectFrom('access_spells')
    .selectAll()
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .forUpdate()
    .executeTakeFirst();
  // A spell whose end nobody has been told of yet goes on, rather than to end and begin anew.
  const goesOn = before && (before.healed_at === null || before.told_code !== null);
  const since = goesOn ? before.since : now;
  const spell = {
    code,
    since,
    healed_at: null,
    notice_due_at: noticeDue(code, since, before),
    was_paused: wasPaused,
  };
  await query
    .insertInto('access_spells')
    .values({ firm_id: key.firmId, integration_id: key.integrationId, ...spell })
    .onConflict((conflict) => conflict.columns(['firm_id', 'integration_id']).doUpdateSet(spell))
    .execute();
}

function noticeDue(
  code: AccessCode,
  since: Date,
  before: { told_code: string | null; told_at: Date | null } | undefined,
): Date | null {
  const { noticeAfterMs } = accessProblem(code);
  const told = before?.told_code ?? undefined;
  if (noticeAfterMs === null || (isAccessCode(told) && gravityOf(told) >= gravityOf(code))) return null;
  // The end of access is never kept back: it does not flicker, since only people bring it about.
  const flickers = told === undefined && gravityOf(code) < 2;
  const quietUntil = flickers && before?.told_at ? before.told_at.getTime() + QUIET_MS : 0;
  return new Date(Math.max(since.getTime() + noticeAfterMs, quietUntil));
}

/** Notes that access is good again. The people who were told of the trouble are then told of its end. */
export async function closeSpell(query: Query, now: Date, key: IntegrationKey): Promise<void> {
  await query
    .updateTable('access_spells')
    .set({ healed_at: now, notice_due_at: null })
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .where('healed_at', 'is', null)
    .execute();
}
