import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import { NOT_XERO, type Page, page } from '../pages/page.ts';

/** A page inside one organisation, with its menu; `problem` is what the books just refused. */
export function booksPage(books: Books, title: string, content: Page, problem?: string): Page {
  const { tenantId, name } = books.organisation;
  const base = `/accountant/${tenantId}`;
  return page(
    `${title} · ${name}`,
    html`<header>
        <strong>${name}</strong>
        <nav aria-label="Organisation">
          <a href="${base}">Invoices</a>
          <a href="${base}/invoices/new">New invoice</a>
          <a href="${base}/contacts">Contacts</a>
          <a href="${base}/apps">Connected apps</a>
          <a href="${base}/settings">Lock dates</a>
          <a href="/">All organisations</a>
        </nav>
      </header>
      <main>
        <h1>${title}</h1>
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
        ${content}
      </main>
      <footer><p class="hint">${NOT_XERO}</p></footer>`,
  );
}

/** Links to the neighbouring pages of a list; `query` is carried along. */
export function pager(query: Readonly<Record<string, string>>, current: number, pages: number): Page {
  const link = (to: number, label: string) =>
    html`<a href="?${new URLSearchParams({ ...query, page: String(to) }).toString()}">${label}</a>`;
  return html`<nav class="row" aria-label="Pages">
    ${current > 1 ? link(current - 1, 'Previous') : ''}
    <span>Page ${current} of ${pages}</span>
    ${current < pages ? link(current + 1, 'Next') : ''}
  </nav>`;
}
