import { html } from 'hono/html';
import { type Field, renderField } from './field.ts';
import type { Page } from './page.ts';
import { here, type Visit } from './visit.ts';

/** A form that starts an action of the page it is on. */
export interface Form {
  readonly action: string;
  readonly title?: string;
  readonly fields?: readonly Field[];
  /** What stands between the fields and the buttons. */
  readonly more?: Page;
  readonly submit: string | readonly Button[];
  /** What the button is about, for people who only hear it. */
  readonly about?: string;
  /** The row that it is about; sent as `id`. */
  readonly row?: string;
  /** For what cannot be undone: a sentence that has to be opened before the button can be pressed. */
  readonly warning?: string;
  /** A button that is not the main thing on the page. */
  readonly isQuiet?: boolean;
}

/** Several buttons of one form send different values under one name; the first is the main one. */
interface Button {
  readonly label: string;
  readonly name: string;
  readonly value: string;
}

/** Renders a form. After a refusal it holds again what was entered. */
export function renderForm(visit: Visit, form: Form): Page {
  const { action, title, fields = [], more, row, warning } = form;
  const key = row ? `${action}-${row}` : action;
  const entered = enteredIn(visit, form);
  const value = (field: Field) => (entered ? (entered.get(field.name) ?? '') : (field.value ?? ''));
  const isShort =
    fields.length > 0 && fields.length < 4 && fields.every(({ kind }) => kind !== 'long') && !more;
  const body = html`<form method="post" action="${addressOf(visit, action)}" ${title ? html`aria-labelledby="${key}-title"` : ''}>
    ${row ? html`<input type="hidden" name="id" value="${row}" />` : ''}
    ${fields.length > 0 ? html`<div class="fields">${fields.map((field) => renderField(field, `${key}-${field.name}`, value(field)))} ${isShort ? buttons(form) : ''}</div>` : ''}
    ${more ?? ''}
    ${isShort ? '' : buttons(form)}
  </form>`;
  if (warning === undefined) return html`${title ? html`<h2 id="${key}-title">${title}</h2>` : ''}${body}`;
  const label = typeof form.submit === 'string' ? form.submit : (title ?? '');
  return html`<details class="confirm" ${entered ? 'open' : ''}>
    <summary>${label}…${about(form)}</summary>
    <p>${warning}</p>
    ${body}
  </details>`;
}

/** What was entered in that form when it was just refused. */
export function enteredIn({ refused }: Visit, { action, row }: Pick<Form, 'action' | 'row'>) {
  const same = refused?.action === action && (row === undefined || refused.entered.get('id') === row);
  return same ? refused.entered : undefined;
}

/** A form that only narrows what the page shows; it changes nothing. */
export function renderSearch(visit: Visit, fields: readonly Field[], label = 'Search'): Page {
  return html`<form method="get" action="${visit.address}" role="search">
    <div class="fields">
      ${fields.map((field) => renderField(field, `search-${field.name}`, visit.query.get(field.name) ?? ''))}
      <button type="submit" class="quiet">${label}</button>
    </div>
  </form>`;
}

function addressOf(visit: Visit, action: string): string {
  return `${visit.address}/${action}${here(visit).slice(visit.address.length)}`;
}

function buttons(form: Form): Page {
  const { submit } = form;
  if (typeof submit === 'string') {
    return html`<button type="submit" ${form.isQuiet ? html`class="quiet"` : ''}>${submit}${about(form)}</button>`;
  }
  return html`<div class="row">
    ${submit.map(
      ({ label, name, value }, index) =>
        html`<button type="submit" name="${name}" value="${value}" ${index > 0 ? html`class="quiet"` : ''}>${label}</button>`,
    )}
  </div>`;
}

function about(form: Form): Page | string {
  return form.about ? html`<span class="unseen"> ${form.about}</span>` : '';
}
