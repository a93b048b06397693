import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';

/** The firm id of entries that concern the operator as a whole, such as a change of one's own password. */
export const OPERATOR = '00000000-0000-0000-0000-000000000000';

/**
 * Writes who changed what, inside the transaction of the change itself, so that neither exists without the other.
 * `details` must hold no secret; `actor` is null for what the product did by itself.
 */
export async function recordAudit(
  query: Query,
  clock: Clock,
  entry: {
    firmId: string;
    actor: { userId: string; name: string } | null;
    action: string;
    subject: string;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  await query
    .insertInto('audit_entries')
    .values({
      firm_id: entry.firmId,
      at: clock.now(),
      actor_id: entry.actor?.userId ?? null,
      actor_name: entry.actor?.name ?? 'Ledgerport',
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
