import { addContact } from './add-contact.ts';
import { addInvoice } from './add-invoice.ts';
import { approveInvoice } from './approve-invoice.ts';
import { archiveContact } from './archive-contact.ts';
import type { Books } from './books.ts';
import { deleteInvoice } from './delete-invoice.ts';
import { editInvoice } from './edit-invoice.ts';
import { setLockDates } from './lock-dates.ts';
import { recordPayment } from './record-payment.ts';
import { renameContact } from './rename-contact.ts';
import { truth } from './truth.ts';
import { voidInvoice } from './void-invoice.ts';

/** All that an accountant can do to the books. Each verb ends in a Refusal when Xero would not allow it. */
export type BooksVerbs = ReturnType<typeof verbsOf>;

/** Binds every verb to one organisation; `changed` is called after each that went through. */
export function verbsOf(books: Books, changed: () => void) {
  const bind =
    <Arguments extends unknown[], Result>(verb: (books: Books, ...rest: Arguments) => Result) =>
    (...rest: Arguments): Result => {
      const result = verb(books, ...rest);
      changed();
      return result;
    };
  return {
    addContact: bind(addContact),
    renameContact: bind(renameContact),
    archiveContact: bind(archiveContact),
    addInvoice: bind(addInvoice),
    editInvoice: bind(editInvoice),
    approveInvoice: bind(approveInvoice),
    voidInvoice: bind(voidInvoice),
    deleteInvoice: bind(deleteInvoice),
    recordPayment: bind(recordPayment),
    setLockDates: bind(setLockDates),
    truth: () => truth(books),
  };
}
