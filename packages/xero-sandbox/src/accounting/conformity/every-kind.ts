import type { BooksVerbs } from '../../books/verbs.ts';

/** Adds to the books what made-up ones may lack: a record with every field, and a document in every state. */
export function addEveryKind(books: BooksVerbs): void {
  const contact = books.addContact({
    name: 'Every Field Ltd',
    number: 'EVERY-1',
    accountNumber: 'A1',
    email: 'every@field.example',
    firstName: 'Every',
    lastName: 'Field',
    companyNumber: '1234567',
    taxNumber: '123-456-789',
    bankAccountDetails: '01-0001-0000001-00',
    website: 'https://field.example',
    currency: 'NZD',
    persons: [{ firstName: 'A', lastName: 'B', email: 'a@field.example', includeInEmails: true }],
    addresses: [
      {
        type: 'STREET',
        lines: ['1', '2', '3', '4'],
        city: 'Nelson',
        region: 'Tasman',
        postalCode: '7010',
        country: 'New Zealand',
        attentionTo: 'A B',
      },
    ],
    phones: [{ type: 'DEFAULT', number: '123', areaCode: '3', countryCode: '64' }],
    paymentTerms: {
      bills: { day: 20, type: 'OFFOLLOWINGMONTH' },
      sales: { day: 14, type: 'DAYSAFTERBILLDATE' },
    },
  }).id;
  const group = books.addContactGroup('Every group');
  books.assignToContactGroup(group.id, [contact]);
  const merged = books.addContact({ name: 'Every Field Limited' }).id;
  books.mergeContacts(merged, contact);
  const line = {
    description: 'Work',
    quantity: '2',
    unitAmount: '100.00',
    discountRate: '10',
    itemCode: 'MISC',
  };
  const document = { contact, lines: [line], status: 'AUTHORISED' as const, dueDate: '2030-01-01' };
  const invoices = Array.from({ length: 4 }, () =>
    books.addInvoice({ ...document, url: 'https://field.example/1' }),
  );
  const [first = '', second = '', third = '', fourth = ''] = invoices.map(({ id }) => id);
  const note = books.addCreditNote({ ...document, lines: [{ ...line, unitAmount: '10.00' }] });
  books.allocateCredit(note.id, { invoice: first, amount: '5.00' });
  books.recordPayment(note.id, { account: '090', amount: '5.00', reference: 'Back' });
  for (const type of ['RECEIVE-PREPAYMENT', 'RECEIVE-OVERPAYMENT'] as const) {
    const lines = [{ description: type, quantity: '1', unitAmount: '50.00' }];
    const bank = { bankAccount: '090', url: 'https://field.example/2' };
    const { id, creditId } = books.addBankTransaction({ type, contact, lines, ...bank });
    books.attachFile(id, FILE);
    books.allocateCredit(creditId ?? '', { invoice: first, amount: '10.00' });
    books.recordPayment(creditId ?? '', { account: '090', amount: '5.00' });
  }
  books.recordBatchPayment({
    account: '090',
    payments: [second, third].map((invoice) => ({ invoice, amount: '10.00', reference: 'Batch' })),
    reference: 'Batch',
    narrative: 'Two at once',
  });
  books.deletePayment(books.recordPayment(fourth, { account: '090', amount: '1.00' }).id);
  for (const owner of [first, contact]) books.attachFile(owner, FILE);
  books.addHistoryNote(first, 'Called them', 'Somebody');
  books.setLockDates({ periodLockDate: '2020-01-31', endOfYearLockDate: '2019-12-31' });
}

/** A small file with a name that has to be encoded in a path. */
export const FILE = {
  fileName: 'a b.txt',
  mimeType: 'text/plain',
  content: Buffer.from('text'),
  includeOnline: true,
};
