import { html } from 'hono/html';
import type { Page } from './page.ts';
import { here, pageNumber, type Visit } from './visit.ts';

/** One column of a table. */
export interface Column<R> {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly isAmount?: boolean;
  cell(row: R): Page | string;
}

/** A table that scrolls inside itself on a phone; `empty` says what to do when there is nothing in it. */
export function renderTable<R>(
  label: string,
  columns: readonly Column<R>[],
  rows: readonly R[],
  empty: Page | string,
): Page {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>${columns.map(({ title, isAmount }) => html`<th scope="col" ${amount(isAmount)}>${title}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${columns.map(({ cell, isAmount }) => html`<td ${amount(isAmount)}>${cell(row)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

const PAGE_SIZE = 50;

/** A table of one page of the rows, with how many there are and links to the neighbouring pages. */
export function renderList<R>(
  visit: Visit,
  label: string,
  columns: readonly Column<R>[],
  rows: readonly R[],
  empty: Page | string,
): Page {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const current = Math.min(pageNumber(visit), pages);
  const shown = rows.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  const link = (to: number, text: string) => html`<a href="${here(visit, { page: String(to) })}">${text}</a>`;
  return html`<p class="hint" role="status">${rows.length} found</p>
    ${renderTable(label, columns, shown, empty)}
    ${
      pages === 1
        ? ''
        : html`<nav class="row" aria-label="Pages">
            ${current > 1 ? link(current - 1, 'Previous') : ''}
            <span>Page ${current} of ${pages}</span>
            ${current < pages ? link(current + 1, 'Next') : ''}
          </nav>`
    }`;
}

/** Names and what they are. */
export function renderFacts(facts: readonly (readonly [name: string, value: Page | string])[]): Page {
  return html`<dl class="card">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function amount(isAmount: boolean | undefined): Page | string {
  return isAmount ? html`class="amount"` : '';
}
