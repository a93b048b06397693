import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';

/**
 * Writes a mail down inside the transaction of what it tells about; it is sent afterwards, and kept either way.
 * `body` is plain text; `firmId` is null for mail that concerns no single firm.
 */
export async function addMail(
  query: Query,
  clock: Clock,
  mail: { firmId: string | null; kind: string; to: string; subject: string; body: string },
): Promise<void> {
  const now = clock.now();
  await query
    .insertInto('mails')
    .values({
      id: randomUUID(),
      firm_id: mail.firmId,
      kind: mail.kind,
      recipient: mail.to,
      subject: mail.subject,
      body: mail.body,
      created_at: now,
      next_attempt_at: now,
    })
    .execute();
}
