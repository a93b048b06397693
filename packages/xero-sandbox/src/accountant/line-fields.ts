import { html } from 'hono/html';
import type { Books } from '../books/books.ts';
import type { LineInput } from '../books/documents/lines.ts';
import type { LineRow } from '../books/rows.ts';
import { type Field, type Option, renderField } from '../pages/field.ts';
import type { Page } from '../pages/page.ts';

/** The form fields of a document's lines, and empty ones for so many more. */
export function lineFields(
  books: Books,
  lines: readonly Partial<LineInput>[],
  empty: number,
  usualTax: string,
): Page {
  const all = [...lines, ...Array.from({ length: empty }, (): Partial<LineInput> => ({}))];
  const accounts = lineAccounts(books);
  const taxes = books.rows.taxRates
    .all()
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ taxType, name }) => ({ value: taxType, text: name }));
  return html`${all.map((line, index) => {
    const fields: readonly Field[] = [
      { name: 'description', label: 'Description', value: line.description },
      { name: 'quantity', label: 'Quantity', kind: 'amount', value: line.quantity },
      { name: 'unitAmount', label: 'Price each', kind: 'amount', value: line.unitAmount },
      { name: 'discountRate', label: 'Discount %', kind: 'amount', value: line.discountRate },
      select('accountCode', 'Account', line.accountCode ?? '200', accounts),
      select('taxType', 'Tax', line.taxType ?? usualTax, taxes),
    ];
    return html`<fieldset>
      <legend>Line ${index + 1}</legend>
      <input type="hidden" name="lineId" value="${line.id ?? ''}" />
      <input type="hidden" name="itemCode" value="${line.itemCode ?? ''}" />
      <div class="fields">${fields.map((field) => renderField(field, `${field.name}-${index}`, field.value ?? ''))}</div>
    </fieldset>`;
  })}`;
}

/** The lines that a submitted form holds; a line without description is none. */
export function readLines(form: URLSearchParams): LineInput[] {
  const column = (name: string) => form.getAll(name).map((text) => text.trim());
  const [ids, items, discounts] = [column('lineId'), column('itemCode'), column('discountRate')];
  const [quantities, prices] = [column('quantity'), column('unitAmount')];
  const [accounts, taxes] = [column('accountCode'), column('taxType')];
  return column('description').flatMap((description, index) =>
    description === ''
      ? []
      : {
          id: ids[index] || undefined,
          description,
          quantity: quantities[index] || '1',
          unitAmount: prices[index] || '0',
          discountRate: discounts[index] || undefined,
          accountCode: accounts[index],
          itemCode: items[index] || undefined,
          taxType: taxes[index] || undefined,
        },
  );
}

/** Four decimals when a price has more than two, as a call with `unitdp=4` has. */
export function unitDecimalsOf(lines: readonly LineInput[]): 2 | 4 {
  return lines.some(({ unitAmount }) => /\.\d{3}/.test(unitAmount)) ? 4 : 2;
}

/** A line of a document as the form shows it. */
export function asInput({ id, description, quantity, unitAmount, ...line }: LineRow): LineInput {
  const { accountCode, taxType, discountRate, itemCode } = line;
  return {
    id,
    description,
    quantity,
    unitAmount,
    accountCode,
    taxType,
    discountRate: discountRate ?? undefined,
    itemCode: itemCode ?? undefined,
  };
}

/** A choice that is not offered any more, such as an archived account, is offered as long as it is chosen. */
function select(name: string, label: string, value: string, options: readonly Option[]): Field {
  const isKnown = options.some((option) => option.value === value);
  const own = isKnown ? [] : [{ value, text: value || 'None yet' }];
  return { name, label, kind: 'select', value, options: [...own, ...options] };
}

function lineAccounts(books: Books): Option[] {
  return books.accounts
    .all()
    .filter((row) => row.status === 'ACTIVE' && row.type !== 'BANK' && row.systemAccount === null && row.code)
    .toSorted((left, right) => ((left.code ?? '') < (right.code ?? '') ? -1 : 1))
    .map((row) => ({ value: row.code ?? '', text: `${row.code} ${row.name}` }));
}
