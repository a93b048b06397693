import { html } from 'hono/html';
import { NOT_XERO, type Page, page } from './page.ts';
import type { Visit } from './visit.ts';
import type { Shown } from './web-page.ts';

/** A link of a menu, and the first parts of the paths beneath it. */
export interface MenuLink {
  readonly href: string;
  readonly text: string;
  readonly isCurrent: boolean;
}

/** A page inside its section: the menu, what was done or refused, and the content. */
export function frame(visit: Visit, name: string, menu: readonly MenuLink[], shown: Shown): Page {
  const { notice, refused } = visit;
  return page(
    `${refused ? 'Refused: ' : ''}${shown.title} · ${name}`,
    html`<a class="skip" href="#content">Skip to content</a>
      <header>
        <div class="bar">
          <a class="brand" href="/">Xero sandbox</a>
          <strong>${name}</strong>
          <nav aria-label="Sandbox"><a href="/">All organisations</a> <a href="/control-room">Control room</a></nav>
        </div>
        <nav class="menu" aria-label="${name}">
          ${menu.map(({ href, text, isCurrent }) => html`<a href="${href}" ${isCurrent ? html`aria-current="page"` : ''}>${text}</a>`)}
        </nav>
      </header>
      <main id="content">
        <h1>${shown.title}</h1>
        ${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
        ${refused ? html`<p class="problem" role="alert">${refused.problem}</p>` : ''}
        ${shown.content}
      </main>
      <footer><p class="hint">${NOT_XERO}</p></footer>`,
  );
}
