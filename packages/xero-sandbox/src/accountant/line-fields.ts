import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { LineInput } from '../books/lines.ts';
import type { Page } from '../pages/page.ts';

const TAX_TYPES = ['OUTPUT2', 'INPUT2', 'ZERORATED', 'NONE'];

/** The form fields of an invoice's lines, and empty ones for so many more. */
export function lineFields(books: Books, lines: readonly Partial<LineInput>[], empty: number): Page {
  const all = [...lines, ...Array.from({ length: empty }, (): Partial<LineInput> => ({}))];
  const accounts = books.accounts
    .all()
    .filter((row) => row.status === 'ACTIVE' && (row.class === 'REVENUE' || row.class === 'EXPENSE'))
    .toSorted((left, right) => ((left.code ?? '') < (right.code ?? '') ? -1 : 1));
  return html`${all.map(
    (line, index) =>
      html`<fieldset>
        <legend>Line ${index + 1}</legend>
        <div class="row">
          ${textField('description', 'Description', index, line.description ?? '')}
          ${textField('quantity', 'Quantity', index, line.quantity ?? '')}
          ${textField('unitAmount', 'Price each', index, line.unitAmount ?? '')}
          <div>
            <label for="accountCode-${index}">Account</label>
            <select id="accountCode-${index}" name="accountCode">
              ${accounts.map(
                (row) =>
                  html`<option value="${row.code}" ${row.code === (line.accountCode ?? '200') ? 'selected' : ''}>
                    ${row.code} ${row.name}
                  </option>`,
              )}
            </select>
          </div>
          <div>
            <label for="taxType-${index}">Tax</label>
            <select id="taxType-${index}" name="taxType">
              ${TAX_TYPES.map((type) => html`<option ${type === (line.taxType ?? 'OUTPUT2') ? 'selected' : ''}>${type}</option>`)}
            </select>
          </div>
        </div>
      </fieldset>`,
  )}`;
}

function textField(name: string, label: string, index: number, value: string): Page {
  return html`<div>
    <label for="${name}-${index}">${label}</label><input id="${name}-${index}" name="${name}" value="${value}" />
  </div>`;
}

/** The lines that a submitted form holds; a line without description is none. */
export function readLines(form: URLSearchParams): LineInput[] {
  const [quantities, prices] = [form.getAll('quantity'), form.getAll('unitAmount')];
  const [accounts, taxes] = [form.getAll('accountCode'), form.getAll('taxType')];
  return form.getAll('description').flatMap((description, index) => {
    if (description.trim() === '') return [];
    return {
      description: description.trim(),
      quantity: quantities[index]?.trim() || '1',
      unitAmount: prices[index]?.trim() || '0',
      accountCode: accounts[index],
      taxType: taxes[index],
    };
  });
}
