import { Hono } from 'hono';
import { verbsOf } from '../books/verbs.ts';
import { type Context, findBooks } from '../context.ts';
import { frame, type MenuLink } from '../pages/frame.ts';
import { mountPages } from '../pages/web-page.ts';
import { accountsPage } from './accounts.ts';
import { appsPage } from './apps.ts';
import { bankPage } from './bank.ts';
import { batchesPage } from './batches.ts';
import type { BooksPage, BooksVisit } from './books-visit.ts';
import { contactPage } from './contact.ts';
import { contactsPage } from './contacts.ts';
import { creditPage } from './credit.ts';
import { creditListPage } from './credit-list.ts';
import { groupsPage } from './groups.ts';
import { invoicePage } from './invoice.ts';
import { invoiceListPage } from './invoice-list.ts';
import { landingPage } from './landing.ts';
import { newBankTransactionPage } from './new-bank-transaction.ts';
import { newCreditNotePage } from './new-credit-note.ts';
import { newInvoicePage } from './new-invoice.ts';
import { paymentsPage } from './payments.ts';
import { reportPage } from './report.ts';
import { settingsPage } from './settings.ts';
import { transfersPage } from './transfers.ts';
import { truthPage } from './truth.ts';

/** A new document's address comes before that of any document, which would take `new` for an id. */
const PAGES: readonly BooksPage[] = [
  invoiceListPage,
  newInvoicePage,
  invoicePage,
  creditListPage,
  newCreditNotePage,
  creditPage,
  paymentsPage,
  batchesPage,
  bankPage,
  newBankTransactionPage,
  transfersPage,
  contactsPage,
  contactPage,
  groupsPage,
  accountsPage,
  truthPage,
  reportPage,
  appsPage,
  settingsPage,
];

/** What the menu names, and the first parts of the paths that belong to it. */
const MENU: readonly (readonly [text: string, ...paths: string[]])[] = [
  ['Invoices', '', 'invoices'],
  ['Credits', 'credits'],
  ['Payments', 'payments'],
  ['Bank', 'bank'],
  ['Contacts', 'contacts', 'groups'],
  ['Accounts', 'accounts'],
  ['Reports', 'reports'],
  ['Apps', 'apps'],
  ['Settings', 'settings'],
];

/** The pages on which a person plays the accountant. Plain forms; a refusal shows the page again with its reason. */
export function accountantRoutes(context: Context): Hono {
  const hono = new Hono();
  hono.get('/', (c) => c.html(landingPage(context, new URL(c.req.url).origin)));
  mountPages<BooksVisit>(hono, context, {
    path: '/accountant/:tenantId',
    pages: PAGES,
    enter(visit) {
      const books = findBooks(context, visit.part('tenantId'));
      if (!books) return undefined;
      const verbs = verbsOf(books, () => context.state.saveSoon());
      return { ...visit, books, verbs, base: `/accountant/${books.organisation.tenantId}` };
    },
    frame: (visit, shown) => frame(visit, visit.books.organisation.name, menu(visit), shown),
  });
  return hono;
}

function menu({ base, address }: BooksVisit): MenuLink[] {
  const current = address.split('/')[3] ?? '';
  return MENU.map(([text, ...paths]) => ({
    href: paths[0] ? `${base}/${paths[0]}` : base,
    text,
    isCurrent: paths.includes(current),
  }));
}
