import { type Actor, requireStaff } from '../people/actor.ts';
import type { Services } from '../services.ts';
import type { Mail, MailQuery } from './schemas.ts';
import { SECRET_KINDS, SECRET_NOTE } from './secret-mail.ts';

/**
 * The mails, newest first. Where a mail server is set, those with a secret link are shown without their text;
 * without one this list is the only way that text reaches anybody.
 * @throws PortalError `not_allowed` for anyone but staff.
 */
export async function listMails(
  services: Services,
  actor: Actor,
  input: MailQuery,
): Promise<{ items: Mail[]; nextCursor: string | null }> {
  requireStaff(actor);
  const { limit, cursor } = input;
  const rows = await services.store.system((query) =>
    query
      .selectFrom('mails')
      .select(['id', 'kind', 'recipient', 'subject', 'body', 'created_at', 'sent_at', 'problem'])
      .$if(cursor !== undefined, (mails) =>
        mails.where(({ and, or, eb, selectFrom }) => {
          const id = cursor ?? '';
          const createdAt = selectFrom('mails').select('created_at').where('id', '=', id);
          return or([
            eb('created_at', '<', createdAt),
            and([eb('created_at', '=', createdAt), eb('id', '>', id)]),
          ]);
        }),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit + 1)
      .execute(),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const isHidden = (kind: string) => services.config.smtp !== undefined && SECRET_KINDS.includes(kind);
  return {
    items: shown.map((row) => ({
      id: row.id,
      to: row.recipient,
      subject: row.subject,
      text: isHidden(row.kind) ? SECRET_NOTE : row.body,
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      problem: row.problem,
    })),
    nextCursor: last?.id ?? null,
  };
}
