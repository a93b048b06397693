import { remember } from '../remember.ts';
import type { AttachmentRow, HistoryRow, Row } from '../rows.ts';

/** The attachments of each document or contact by its id; one without any is not there. */
export const attachmentsByOwner = remember(['attachments'], (books) =>
  byOwner<AttachmentRow>(books.rows.attachments.all()),
);

/** The history of each document or contact by its id, oldest line first. */
export const historyByOwner = remember(['history'], (books) => byOwner<HistoryRow>(books.rows.history.all()));

/** The ids of the active groups that each contact is in, by the contact's id. */
export const groupsByContact = remember(['contactGroups'], (books) => {
  const groups = new Map<string, string[]>();
  for (const group of books.rows.contactGroups.all()) {
    if (group.status !== 'ACTIVE') continue;
    for (const id of group.contactIds) groups.set(id, [...(groups.get(id) ?? []), group.id]);
  }
  return groups;
});

function byOwner<R extends Row & { readonly ownerId: string }>(rows: readonly R[]): Map<string, R[]> {
  const owned = new Map<string, R[]>();
  for (const row of rows) {
    const rest = owned.get(row.ownerId);
    if (rest) rest.push(row);
    else owned.set(row.ownerId, [row]);
  }
  return owned;
}
