import type { BankTransactionInput } from '../books/banking/bank-transactions.ts';
import { enteredIn, renderForm } from '../pages/form.ts';
import { type BooksPage, entered } from './books-visit.ts';
import { lineFields, readLines, unitDecimalsOf } from './line-fields.ts';
import { bankOptions, contactField } from './options.ts';

const TYPES: readonly { value: BankTransactionInput['type']; text: string }[] = [
  { value: 'RECEIVE', text: 'Receive money' },
  { value: 'SPEND', text: 'Spend money' },
  { value: 'RECEIVE-OVERPAYMENT', text: 'Receive an overpayment' },
  { value: 'RECEIVE-PREPAYMENT', text: 'Receive a prepayment' },
  { value: 'SPEND-OVERPAYMENT', text: 'Overpay a supplier' },
  { value: 'SPEND-PREPAYMENT', text: 'Prepay a supplier' },
];

/** Money received or spent without an invoice; an overpayment or prepayment makes a credit. */
export const newBankTransactionPage: BooksPage = {
  path: '/bank/new',
  show(visit) {
    const { books, query } = visit;
    const lines = readLines(enteredIn(visit, { action: 'add' }) ?? new URLSearchParams());
    const type = query.get('type') ?? 'RECEIVE';
    return {
      title: 'Receive or spend money',
      content: renderForm(visit, {
        action: 'add',
        fields: [
          { name: 'type', label: 'Type', kind: 'select', value: type, options: TYPES },
          contactField(books, 'contact', 'Contact', query.get('contact') ?? ''),
          { name: 'bankAccount', label: 'Bank account', kind: 'select', options: bankOptions(books) },
          { name: 'date', label: 'Date', kind: 'date', value: books.today() },
          { name: 'reference', label: 'Reference' },
        ],
        more: lineFields(books, lines, Math.max(1, 2 - lines.length), 'NONE'),
        submit: 'Save',
      }),
    };
  },
  actions: {
    add: {
      done: 'The bank transaction was added.',
      act({ verbs, base }, form) {
        const lines = readLines(form);
        const { creditId } = verbs.addBankTransaction({
          type: TYPES.find(({ value }) => value === form.get('type'))?.value ?? 'RECEIVE',
          contact: entered(form, 'contact') ?? '',
          bankAccount: form.get('bankAccount') ?? '',
          date: entered(form, 'date'),
          reference: entered(form, 'reference'),
          lines,
          unitDecimals: unitDecimalsOf(lines),
        });
        return creditId === null ? `${base}/bank` : `${base}/credits/${creditId}`;
      },
    },
  },
};
