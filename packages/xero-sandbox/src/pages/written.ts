import { html } from 'hono/html';
import type { Page } from './page.ts';

/** An instant, in milliseconds UTC, to the second. */
export function instant(milliseconds: number): Page {
  const text = new Date(milliseconds).toISOString();
  return html`<time datetime="${text}">${text.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** A date `YYYY-MM-DD`, or a word for none. */
export function day(date: string | null, none = ''): Page | string {
  return date === null ? none : html`<time datetime="${date}">${date}</time>`;
}

/** A status as a small label. */
export function badge(status: string): Page {
  return html`<span class="badge ${status.toLowerCase()}">${status}</span>`;
}
