import { adjustable } from '../clock.ts';
import { seedOrganisation } from '../seed/organisation.ts';
import { createSwitches } from '../switches.ts';
import { Books } from './books.ts';
import { verbsOf } from './verbs.ts';

/** Small books with a customer of their own, a clock that stands at noon in New Zealand, and the verbs. */
export function testBooks() {
  const start = Date.parse('2026-06-15T00:00:00Z');
  const clock = adjustable({ now: () => new Date(start) });
  const switches = createSwitches({}, () => {});
  const content = seedOrganisation(1, { name: 'Books', contacts: 3, invoices: 10 }, '2026-06-15');
  const books = new Books(content, clock, switches);
  const verbs = verbsOf(books, () => {});
  verbs.addContact({ name: 'Customer' });
  clock.advance(1000);
  const line = (unitAmount: string) => ({ description: 'Help', quantity: '1', unitAmount });
  return {
    books,
    verbs,
    clock,
    switches,
    /** An approved sales invoice of that net amount and 15 % tax. */
    invoice: (net: string, more = {}) =>
      verbs.addInvoice({
        contact: 'Customer',
        lines: [line(net)],
        status: 'AUTHORISED',
        dueDate: '2026-07-05',
        ...more,
      }),
    /** An approved credit note of that net amount and 15 % tax. */
    creditNote: (net: string, more = {}) =>
      verbs.addCreditNote({ contact: 'Customer', lines: [line(net)], status: 'AUTHORISED', ...more }),
    /** Money received beyond any invoice. */
    receive: (type: 'RECEIVE-OVERPAYMENT' | 'RECEIVE-PREPAYMENT', amount: string) => {
      const { creditId } = verbs.addBankTransaction({
        type,
        contact: 'Customer',
        bankAccount: '090',
        lines: [{ ...line(amount), taxType: 'NONE' }],
      });
      return creditId ?? '';
    },
    /** What stands on the account with that code, in cents; a debit is positive. */
    balance: (code: string) => {
      const account = books.accounts.all().find((row) => row.code === code);
      return books.ledger.balances('9999-12-31').get(account?.id ?? '') ?? 0;
    },
  };
}
