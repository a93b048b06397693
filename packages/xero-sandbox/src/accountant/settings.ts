import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { Context } from '../context.ts';
import type { Page } from '../pages/page.ts';
import { booksPage } from './layout.ts';

/** The two lock dates and the form to change them. */
export function settingsPage(books: Books, problem?: string): Page {
  const { tenantId, periodLockDate, endOfYearLockDate } = books.organisation;
  return booksPage(
    books,
    'Lock dates',
    html`<form method="post" action="/accountant/${tenantId}/settings">
      <label for="periodLockDate">No changes by anybody on or before</label>
      <input id="periodLockDate" name="periodLockDate" type="date" value="${periodLockDate ?? ''}" />
      <label for="endOfYearLockDate">End of year lock date</label>
      <input id="endOfYearLockDate" name="endOfYearLockDate" type="date" value="${endOfYearLockDate ?? ''}" />
      <div><button type="submit">Save</button></div>
    </form>`,
    problem,
  );
}

/** The apps that reach this organisation; Disconnect ends that at once. */
export function appsPage(context: Context, books: Books): Page {
  const { identity } = context;
  const { tenantId } = books.organisation;
  const connections = identity.connections().filter((connection) => connection.tenantId === tenantId);
  return booksPage(
    books,
    'Connected apps',
    connections.length === 0
      ? html`<p>No app is connected to this organisation.</p>`
      : html`<ul>
            ${connections.map(
              ({ userId, updatedAt }) =>
                html`<li>
                  ${identity.app.name}, connected by ${identity.user(userId)?.name ?? 'somebody'} on
                  <time>${new Date(updatedAt).toISOString()}</time>
                </li>`,
            )}
          </ul>
          <form method="post" action="/accountant/${tenantId}/apps/disconnect">
            <button type="submit">Disconnect ${identity.app.name}</button>
          </form>`,
  );
}
