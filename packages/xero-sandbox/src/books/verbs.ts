import { attachFile } from './attached/attachments.ts';
import { addHistoryNote } from './attached/history.ts';
import {
  addBankTransaction,
  deleteBankTransaction,
  reconcileBankTransaction,
} from './banking/bank-transactions.ts';
import { addBankTransfer, deleteBankTransfer } from './banking/bank-transfers.ts';
import { editBankTransaction } from './banking/edit-bank-transaction.ts';
import type { Books } from './books.ts';
import { addContact } from './contacts/add-contact.ts';
import {
  addContactGroup,
  assignToContactGroup,
  editContactGroup,
  removeFromContactGroup,
} from './contacts/contact-groups.ts';
import { archiveContact, editContact, renameContact, restoreContact } from './contacts/edit-contact.ts';
import { mergeContacts } from './contacts/merge-contacts.ts';
import { addCreditNote } from './documents/add-credit-note.ts';
import { addInvoice } from './documents/add-invoice.ts';
import {
  approveInvoice,
  deleteInvoice,
  setCreditNoteStatus,
  setInvoiceStatus,
  voidInvoice,
} from './documents/change-status.ts';
import { editCreditNote } from './documents/edit-credit-note.ts';
import { editInvoice } from './documents/edit-invoice.ts';
import { emailInvoice } from './documents/email-invoice.ts';
import { addAccount, setAccountStatus, setPaymentsToAccount } from './settings/accounts.ts';
import { addBrandingTheme, renameBrandingTheme } from './settings/branding-themes.ts';
import { addCurrency } from './settings/currencies.ts';
import { deleteAccount, editAccount } from './settings/edit-account.ts';
import { addItem, editItem } from './settings/items.ts';
import { setLockDates } from './settings/lock-dates.ts';
import { addTaxRate, editTaxRate } from './settings/tax-rates.ts';
import { allocateCredit, removeAllocation } from './settlements/allocations.ts';
import { deleteBatchPayment, recordBatchPayment } from './settlements/batch-payments.ts';
import { deletePayment, reconcilePayment } from './settlements/delete-payment.ts';
import { recordPayment } from './settlements/record-payment.ts';
import { truth } from './truth.ts';

/** All that an accountant can do to the books. Each verb ends in a Refusal when Xero would not allow it. */
const VERBS = {
  addContact,
  editContact,
  renameContact,
  archiveContact,
  restoreContact,
  mergeContacts,
  addContactGroup,
  editContactGroup,
  assignToContactGroup,
  removeFromContactGroup,
  addInvoice,
  editInvoice,
  setInvoiceStatus,
  approveInvoice,
  voidInvoice,
  deleteInvoice,
  emailInvoice,
  addCreditNote,
  editCreditNote,
  setCreditNoteStatus,
  allocateCredit,
  removeAllocation,
  recordPayment,
  deletePayment,
  reconcilePayment,
  recordBatchPayment,
  deleteBatchPayment,
  addBankTransaction,
  editBankTransaction,
  deleteBankTransaction,
  reconcileBankTransaction,
  addBankTransfer,
  deleteBankTransfer,
  addAccount,
  editAccount,
  deleteAccount,
  setAccountStatus,
  setPaymentsToAccount,
  addItem,
  editItem,
  addTaxRate,
  editTaxRate,
  addCurrency,
  addBrandingTheme,
  renameBrandingTheme,
  setLockDates,
  attachFile,
  addHistoryNote,
};

type Verbs = typeof VERBS;

/** The verbs of one organisation. Each is done as a whole or, when it is refused, not at all. */
export type BooksVerbs = {
  readonly [Name in keyof Verbs]: Verbs[Name] extends (books: Books, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never;
} & { truth(): ReturnType<typeof truth> };

/** Binds every verb to one organisation; `changed` is called after each that went through. */
export function verbsOf(books: Books, changed: () => void): BooksVerbs {
  const bind =
    (verb: (books: Books, ...rest: never[]) => unknown) =>
    (...rest: never[]): unknown => {
      const result = books.atomically(() => verb(books, ...rest));
      changed();
      return result;
    };
  const bound = Object.entries(VERBS).map(([name, verb]) => [name, bind(verb)]);
  return { ...Object.fromEntries(bound), truth: () => truth(books) };
}
