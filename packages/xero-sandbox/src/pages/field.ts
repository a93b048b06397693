import { html } from 'hono/html';
import type { Page } from './page.ts';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** Left out: a line of text. */
  readonly kind?:
    | 'text'
    | 'search'
    | 'email'
    | 'url'
    | 'date'
    | 'amount'
    | 'whole'
    | 'long'
    | 'select'
    | 'check';
  readonly value?: string | undefined;
  readonly required?: boolean;
  /** For texts that are long, such as addresses. */
  readonly isWide?: boolean;
  readonly hint?: string;
  /** What a select offers; for other kinds, what is suggested. */
  readonly options?: readonly Option[];
}

/** A choice: what is sent and what is read. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Choices that read as they are sent. */
export function plainOptions(...values: readonly string[]): Option[] {
  return values.map((value) => ({ value, text: value }));
}

/** A labelled field; `id` must be unlike every other on the page. */
export function renderField(field: Field, id: string, value: string): Page {
  if (field.kind === 'check') {
    return html`<div class="field check">
      <input id="${id}" name="${field.name}" type="checkbox" value="true" ${value === 'true' ? 'checked' : ''} />
      <label for="${id}">${field.label}</label>
    </div>`;
  }
  return html`<div class="field ${field.kind ?? 'text'} ${field.isWide ? 'wide' : ''}">
    <label for="${id}">${field.label}</label>
    ${control(field, id, value)}
    ${field.hint ? html`<span class="hint" id="${id}-hint">${field.hint}</span>` : ''}
  </div>`;
}

function control(field: Field, id: string, value: string): Page {
  const { name, kind = 'text', options } = field;
  const described = field.hint ? html`aria-describedby="${id}-hint"` : '';
  const required = field.required ? 'required' : '';
  if (kind === 'select') {
    return html`<select id="${id}" name="${name}" ${described}>
      ${options?.map((option) => html`<option value="${option.value}" ${option.value === value ? 'selected' : ''}>${option.text}</option>`)}
    </select>`;
  }
  if (kind === 'long') {
    return html`<textarea id="${id}" name="${name}" rows="3" ${described} ${required}>${value}</textarea>`;
  }
  const mode = MODES[kind];
  return html`<input id="${id}" name="${name}" type="${mode ? 'text' : kind}" value="${value}"
      ${mode ? html`inputmode="${mode}"` : ''} ${options ? html`list="${id}-list"` : ''} ${described} ${required} />
    ${options ? html`<datalist id="${id}-list">${options.map((option) => html`<option value="${option.value}">${option.text}</option>`)}</datalist>` : ''}`;
}

/** Amounts and numbers are text: a browser's number field would accept exponents and drop zeros. */
const MODES: Readonly<Record<string, string>> = { amount: 'decimal', whole: 'numeric' };
